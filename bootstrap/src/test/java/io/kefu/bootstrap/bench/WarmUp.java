package io.kefu.bootstrap.bench;

import java.time.Duration;
import java.util.Locale;
import java.util.function.LongConsumer;

/** Runs a load before a measurement, until the service's JVM compiles little code any more. */
final class WarmUp {
    private static final long STEP = 5_000_000_000L;
    private static final double QUIET = 0.05;
    private static final int MAX_STEPS = 24;

    private WarmUp() {}

    /**
     * Runs the load for the configured time, and then until the compilers need less than a twentieth of a core; at most two minutes
     * longer.
     *
     * @param load runs the load for a number of nanoseconds
     */
    static void run(ServiceProcess server, Options options, LongConsumer load) {
        load.accept(options.nanos("warmup"));
        double cores = 1;
        for (int step = 0; step < MAX_STEPS && cores > QUIET; step++) {
            Duration before = server.compileTime();
            long start = System.nanoTime();
            load.accept(STEP);
            cores = 1.0 * server.compileTime().minus(before).toNanos() / (System.nanoTime() - start);
        }
        if (cores > QUIET) {
            System.out.printf(Locale.ROOT, "warning: the compilers still use %.2f cores after the warm-up%n", cores);
        }
    }
}
