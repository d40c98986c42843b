package io.kefu.application.presence.testing;

import io.kefu.application.presence.port.OpenSockets;
import io.kefu.domain.presence.OpenSocket;
import io.kefu.domain.user.UserId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sockets of users in memory. They are kept until another report. */
public final class InMemoryOpenSockets implements OpenSockets {
    private final Map<String, Map<UserId, List<OpenSocket>>> nodes = new HashMap<>();

    @Override
    public synchronized void report(String node, Map<UserId, List<OpenSocket>> sockets, Duration lease) {
        Map<UserId, List<OpenSocket>> known = nodes.computeIfAbsent(node, name -> new HashMap<>());
        known.putAll(sockets);
        known.values().removeIf(List::isEmpty);
    }

    @Override
    public synchronized Map<String, List<OpenSocket>> of(UserId user) {
        Map<String, List<OpenSocket>> found = new HashMap<>();
        nodes.forEach(
                (node, users) -> Optional.ofNullable(users.get(user)).ifPresent(sockets -> found.put(node, sockets)));
        return found;
    }
}
