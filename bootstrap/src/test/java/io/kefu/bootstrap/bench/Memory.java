package io.kefu.bootstrap.bench;

import io.kefu.bootstrap.bench.People.Person;
import java.util.List;
import java.util.Locale;

/** What a socket costs that is open and silent. */
final class Memory {
    private static final int AT_A_TIME = 100;

    private Memory() {}

    static void run(Options options) {
        int count = options.number("sockets");
        try (Server server = Server.start(options);
                Loop loop = new Loop(server.port())) {
            People people = new People(server.port());
            List<Person> customers = people.customers(count);
            // What the first sockets of all cost, classes and pools, is not a socket's cost.
            List<Person> first = customers.subList(0, Math.min(1_000, count));
            long warmUntil = System.nanoTime() + options.nanos("warmup");
            do {
                loop.openAll(first, AT_A_TIME, new Connects.Silent()).forEach(Wire::close);
            } while (System.nanoTime() < warmUntil);
            Used before = Used.by(server);
            List<Wire> wires = loop.openAll(customers, AT_A_TIME, new Connects.Silent());
            Used after = Used.by(server);
            if (wires.stream().anyMatch(Wire::isClosed)) {
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

    /** Bytes in use, the heap's without garbage. */
    private record Used(long heap, long resident) {
        static Used by(Server server) {
            long heap = server.heapBytes();
            return new Used(heap, server.residentBytes());
        }
    }
}
