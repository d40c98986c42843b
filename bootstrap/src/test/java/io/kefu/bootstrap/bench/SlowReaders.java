package io.kefu.bootstrap.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kefu.bootstrap.bench.Traffic.Result;
import io.kefu.bootstrap.bench.Users.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures how sockets that stop reading affect others. Runs with stalled sockets and with as many reading sockets alternate, so
 * that only the stalling differs.
 */
final class SlowReaders {
    private static final long LEAD_IN = 1_000_000_000L;
    private static final int CHARACTERS = 4_000;
    private static final int PER_SECOND_TO_EACH = 200;

    private SlowReaders() {}

    static void run(Options options) {
        try (ServiceProcess server = ServiceProcess.start(options);
                EventLoop loop = new EventLoop(server.port())) {
            Users users = new Users(server.port());
            Traffic traffic = new Traffic(loop, users.pairs(options.number("pairs")), options.number("pad"), false);
            int rate = options.number("rate");
            int count = options.number("stalled");
            traffic.openLoop(rate, 0, options.nanos("warmup"));
            List<Result> reading = new ArrayList<>();
            List<Result> stalled = new ArrayList<>();
            for (int i = 0; i < options.number("runs"); i++) {
                for (boolean stalls : List.of(false, true)) {
                    Flood flood = new Flood(loop, users.pairs(count), stalls);
                    Result result = traffic.openLoop(rate, LEAD_IN, options.nanos("seconds"), flood::sendDue);
                    (stalls ? stalled : reading).add(result);
                    System.out.printf(
                            Locale.ROOT,
                            "slow       %d sockets %-7s  others: p50 %6.2f ms   p99 %6.2f ms   lost %d   closed %d%n",
                            count,
                            stalls ? "stalled" : "reading",
                            result.p50(),
                            result.p99(),
                            result.lost(),
                            flood.end());
                }
            }
            double without = Delivery.median(reading, Result::p99);
            double with = Delivery.median(stalled, Result::p99);
            System.out.printf(
                    Locale.ROOT,
                    "slow       median: p99 of others %.2f ms beside %d readers, %.2f ms beside as many that stall:"
                            + " ratio %.2f%n",
                    without,
                    count,
                    with,
                    with / without);
        }
    }

    /** Sends long messages to sockets that read or stall. */
    private static final class Flood implements LoadSocket.Listener {
        private final EventLoop loop;
        private final List<LoadSocket> from;
        private final List<LoadSocket> to;
        private final List<byte[]> frames;
        private final long start = System.nanoTime();
        private long sent;
        private int closed;

        Flood(EventLoop loop, List<Pair> pairs, boolean stalls) {
            this.loop = loop;
            this.from = loop.openAll(pairs.stream().map(Pair::customer).toList(), pairs.size(), this);
            this.to = loop.openAll(pairs.stream().map(Pair::kefu).toList(), pairs.size(), this);
            this.frames = pairs.stream()
                    .map(pair -> "{\"type\":\"message\",\"data\":{\"to_user_id\":\"%s\",\"content\":\"%s\"}}"
                            .formatted(pair.kefu().id(), "x".repeat(CHARACTERS))
                            .getBytes(UTF_8))
                    .toList();
            if (stalls) {
                to.forEach(LoadSocket::stall);
            }
        }

        void sendDue() {
            long due = (System.nanoTime() - start) * PER_SECOND_TO_EACH * from.size() / 1_000_000_000L;
            for (; sent < due; sent++) {
                int next = (int) (sent % from.size());
                from.get(next).send(frames.get(next), frames.get(next).length);
            }
        }

        /** Ends the load, and returns how many sockets the service closed. */
        int end() {
            to.forEach(LoadSocket::readOn);
            long until = System.nanoTime() + LEAD_IN;
            loop.run(() -> System.nanoTime() > until, false);
            from.forEach(LoadSocket::close);
            to.forEach(LoadSocket::close);
            return closed;
        }

        @Override
        public void text(LoadSocket socket, byte[] bytes, int start, int end) {
            // Only the latency of other sockets is measured.
        }

        @Override
        public void closed(LoadSocket socket) {
            closed++;
        }
    }
}
