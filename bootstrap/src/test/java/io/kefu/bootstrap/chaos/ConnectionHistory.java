package io.kefu.bootstrap.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything that one connection carried, from {@code connected} to its end. Thread-safe. */
final class ConnectionHistory {
    private final String name;
    private final Map<String, Long> starts = new HashMap<>();
    private final Map<String, Long> unreported = new HashMap<>();
    private final Map<String, List<Push>> pushes = new LinkedHashMap<>();
    private final Set<String> sent = new HashSet<>();

    ConnectionHistory(String name) {
        this.name = name;
    }

    /** A message that the service pushed. */
    record Push(long seq, String messageId, String from, String content) {}

    /** Records after which seq the pushes of a conversation start. */
    synchronized void starts(String conversation, long delivered) {
        unreported.remove(conversation);
        starts.put(conversation, delivered);
    }

    /** Records a conversation that {@code connected} does not name: pushes start after this reported seq or somewhat above it. */
    synchronized void startsUnreported(String conversation, long reported) {
        unreported.put(conversation, reported);
    }

    /** Whether the service or the device has named the seq after which the pushes start. */
    synchronized boolean hasStart(String conversation) {
        return starts.containsKey(conversation);
    }

    synchronized void push(String conversation, Push push) {
        pushes.computeIfAbsent(conversation, key -> new ArrayList<>()).add(push);
    }

    /** Records a message that is about to be sent here, of which the service pushes no copy to this connection. */
    synchronized void sent(String id) {
        sent.add(id);
    }

    /** The seq after which the pushes of the conversation start; null if unknown. */
    synchronized @Nullable Long start(String conversation) {
        Long reported = unreported.get(conversation);
        if (reported == null) {
            return starts.get(conversation);
        }
        List<Push> pushed = pushes(conversation);
        return pushed.isEmpty()
                ? reported
                : Math.min(reported, pushed.getFirst().seq() - 1);
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
