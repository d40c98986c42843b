package io.kefu.bootstrap.bench;

import io.kefu.bootstrap.bench.Traffic.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** Measures the throughput and the latency of messages from customers to kefu. */
final class Delivery {
    private static final long LEAD_IN = 1_000_000_000L;

    private Delivery() {}

    static void run(Options options) {
        try (ServiceProcess server = ServiceProcess.start(options);
                EventLoop loop = new EventLoop(server.port())) {
            Users users = new Users(server.port());
            Traffic traffic = new Traffic(loop, users.pairs(options.number("pairs")), options.number("pad"), false);
            int window = options.number("window");
            int rate = options.number("rate");
            long duration = options.nanos("seconds");
            WarmUp.run(server, options, nanos -> traffic.closedLoop(window, 0, nanos));
            List<Result> closed = new ArrayList<>();
            List<Result> open = new ArrayList<>();
            for (int i = 0; i < options.number("runs"); i++) {
                closed.add(show("closed", server, () -> traffic.closedLoop(window, LEAD_IN, duration)));
                open.add(show("open", server, () -> traffic.openLoop(rate, LEAD_IN, duration)));
            }
            System.out.printf(
                    Locale.ROOT,
                    "delivery   median: %.0f messages/s with %d under way; at %d/s p50 %.2f ms, p99 %.2f ms%n",
                    median(closed, Result::perSecond),
                    window * options.number("pairs"),
                    rate,
                    median(open, Result::p50),
                    median(open, Result::p99));
        }
    }

    private static Result show(String loop, ServiceProcess server, Supplier<Result> measurement) {
        Duration service = server.processorTime();
        Duration redis = server.processorTimeOfRedis();
        Result result = measurement.get();
        System.out.printf(
                Locale.ROOT,
                "delivery   %-6s loop  %6.0f messages/s   p50 %6.2f ms   p99 %6.2f ms   lost %d   doubled %d"
                        + "   out of order %d   per message: service %.1f µs, Redis %.1f µs%n",
                loop,
                result.perSecond(),
                result.p50(),
                result.p99(),
                result.lost(),
                result.doubled(),
                result.disordered(),
                server.processorTime().minus(service).toNanos() / 1e3 / result.arrived(),
                server.processorTimeOfRedis().minus(redis).toNanos() / 1e3 / result.arrived());
        return result;
    }

    static <T> double median(List<T> results, ToDoubleFunction<T> figure) {
        double[] sorted = results.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
