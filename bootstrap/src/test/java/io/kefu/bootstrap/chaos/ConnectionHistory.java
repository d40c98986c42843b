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
final class ConnectionHistory {
    private final String name;
    private final Map<String, Long> starts = new HashMap<>();
    private final Map<String, Long> unsaid = new HashMap<>();
    private final Map<String, List<Push>> pushes = new LinkedHashMap<>();
    private final Set<String> sent = new HashSet<>();

    ConnectionHistory(String name) {
        this.name = name;
    }

    /** A message that the service pushed. */
    record Push(long seq, String messageId, String from, String content) {}

    /** The service says after which seq a conversation will flow. */
    synchronized void starts(String conversation, long delivered) {
        unsaid.remove(conversation);
        starts.put(conversation, delivered);
    }

    /** The service need not say it of a conversation in which all has arrived: not far above what was reported. */
    synchronized void startsUnsaid(String conversation, long reported) {
        unsaid.put(conversation, reported);
    }

    /** Whether the service or the device has said where the conversation starts. */
    synchronized boolean isTold(String conversation) {
        return starts.containsKey(conversation);
    }

    synchronized void push(String conversation, Push push) {
        pushes.computeIfAbsent(conversation, key -> new ArrayList<>()).add(push);
    }

    /** A message is about to go out here, and so need not come in here. */
    synchronized void sent(String id) {
        sent.add(id);
    }

    /** After which seq the conversation flows; null if that is not known. */
    synchronized @Nullable Long start(String conversation) {
        Long reported = unsaid.get(conversation);
        if (reported == null) {
            return starts.get(conversation);
        }
        List<Push> came = pushes(conversation);
        return came.isEmpty() ? reported : Math.min(reported, came.getFirst().seq() - 1);
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
