package io.kefu.bootstrap.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What went over one connection, from {@code connected} to its end. Several threads write to it. */
final class Visit {
    private final String name;
    private final Map<String, Long> starts = new HashMap<>();
    private final Map<String, List<Push>> pushes = new LinkedHashMap<>();
    private final Set<String> sent = new HashSet<>();

    Visit(String name) {
        this.name = name;
    }

    /** A message that the service pushed. */
    record Push(long seq, String messageId, String from, String content) {}

    /** The service says after which seq a conversation will flow. */
    synchronized void starts(String conversation, long delivered) {
        starts.put(conversation, delivered);
    }

    synchronized void push(String conversation, Push push) {
        pushes.computeIfAbsent(conversation, key -> new ArrayList<>()).add(push);
    }

    /** A message is about to go out here, and so need not come in here. */
    synchronized void sent(String id) {
        sent.add(id);
    }

    synchronized @Nullable Long start(String conversation) {
        return starts.get(conversation);
    }

    synchronized List<Push> pushes(String conversation) {
        return List.copyOf(pushes.getOrDefault(conversation, List.of()));
    }

    synchronized boolean hasSent(String id) {
        return sent.contains(id);
    }

    @Override
    public String toString() {
        return name;
    }
}
