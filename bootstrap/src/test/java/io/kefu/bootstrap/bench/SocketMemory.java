package io.kefu.bootstrap.bench;

import io.kefu.bootstrap.bench.Users.User;
import java.util.List;
import java.util.Locale;

/** Measures the memory of an open, idle socket. */
final class SocketMemory {
    private static final int AT_A_TIME = 100;

    private SocketMemory() {}

    static void run(Options options) {
        int count = options.number("sockets");
        try (ServiceProcess server = ServiceProcess.start(options);
                EventLoop loop = new EventLoop(server.port())) {
            Users users = new Users(server.port());
            List<User> customers = users.customers(count);
            // The first sockets also load classes and fill pools, which is not part of the cost of a socket.
            List<User> first = customers.subList(0, Math.min(1_000, count));
            long warmUntil = System.nanoTime() + options.nanos("warmup");
            do {
                loop.openAll(first, AT_A_TIME, new ConnectRate.IgnoringListener())
                        .forEach(LoadSocket::close);
            } while (System.nanoTime() < warmUntil);
            Used before = Used.by(server);
            List<LoadSocket> sockets = loop.openAll(customers, AT_A_TIME, new ConnectRate.IgnoringListener());
            Used after = Used.by(server);
            if (sockets.stream().anyMatch(LoadSocket::isClosed)) {
                throw new IllegalStateException("a socket was closed");
            }
            System.out.printf(
                    Locale.ROOT,
                    "memory     per idle socket: heap %.1f KiB, process %.1f KiB; with %d sockets: heap %d MiB,"
                            + " process %d MiB%n",
                    (after.heap - before.heap) / 1_024.0 / count,
                    (after.resident - before.resident) / 1_024.0 / count,
                    count,
                    after.heap >> 20,
                    after.resident >> 20);
        }
    }

    /** Memory in use, in bytes; the heap after a garbage collection. */
    private record Used(long heap, long resident) {
        static Used by(ServiceProcess server) {
            long heap = server.heapBytes();
            return new Used(heap, server.residentBytes());
        }
    }
}
