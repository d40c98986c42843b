package io.kefu.bootstrap.bench;

import io.kefu.bootstrap.bench.Users.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Measures how many customers per second can connect, from the first packet to the {@code connected} frame. */
final class ConnectRate {
    private static final int AT_A_TIME = 100;

    private ConnectRate() {}

    static void run(Options options) {
        try (ServiceProcess server = ServiceProcess.start(options);
                EventLoop loop = new EventLoop(server.port())) {
            Users users = new Users(server.port());
            List<User> customers = users.customers(options.number("connects"));
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

    private static double once(EventLoop loop, List<User> customers) {
        long start = System.nanoTime();
        List<LoadSocket> sockets = loop.openAll(customers, AT_A_TIME, new IgnoringListener());
        double rate = customers.size() * 1e9 / (System.nanoTime() - start);
        sockets.forEach(LoadSocket::close);
        return rate;
    }

    /** Ignores all frames. */
    static final class IgnoringListener implements LoadSocket.Listener {
        @Override
        public void text(LoadSocket socket, byte[] bytes, int from, int to) {
            // Only the arrival of the first frame counts.
        }

        @Override
        public void closed(LoadSocket socket) {
            // The caller checks whether sockets are closed.
        }
    }
}
