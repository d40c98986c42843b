package io.kefu.bootstrap.bench;

import io.kefu.bootstrap.bench.People.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How many customers a second can connect, from the first packet until they are told where everything stands. */
final class Connects {
    private static final int AT_A_TIME = 100;

    private Connects() {}

    static void run(Options options) {
        try (Server server = Server.start(options);
                Loop loop = new Loop(server.port())) {
            People people = new People(server.port());
            List<Person> customers = people.customers(options.number("connects"));
            long warmUntil = System.nanoTime() + options.nanos("warmup");
            while (System.nanoTime() < warmUntil) {
                once(loop, customers);
            }
            List<Double> rates = new ArrayList<>();
            for (int i = 0; i < options.number("runs"); i++) {
                double rate = once(loop, customers);
                rates.add(rate);
                System.out.printf(Locale.ROOT, "connect    %6.0f sockets/s%n", rate);
            }
            System.out.printf(
                    Locale.ROOT,
                    "connect    median: %.0f sockets/s, %d at a time%n",
                    Delivery.median(rates, rate -> rate),
                    AT_A_TIME);
        }
    }

    private static double once(Loop loop, List<Person> customers) {
        long start = System.nanoTime();
        List<Wire> wires = loop.openAll(customers, AT_A_TIME, new Silent());
        double rate = customers.size() * 1e9 / (System.nanoTime() - start);
        wires.forEach(Wire::close);
        return rate;
    }

    /** Listens to nothing. */
    static final class Silent implements Wire.Listener {
        @Override
        public void text(Wire wire, byte[] bytes, int from, int to) {
            // Whether it is there at all is all that counts.
        }

        @Override
        public void closed(Wire wire) {
            // Whoever opened it looks for itself.
        }
    }
}
