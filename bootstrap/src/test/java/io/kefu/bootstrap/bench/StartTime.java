package io.kefu.bootstrap.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Measures how long a start takes, and the memory of the idle service. */
final class StartTime {
    private static final int IDLE_SECONDS = 5;

    private StartTime() {}

    static void run(Options options) {
        List<Start> starts = new ArrayList<>();
        for (int i = 0; i < options.number("starts"); i++) {
            long start = System.nanoTime();
            try (ServiceProcess server = ServiceProcess.start(options)) {
                double seconds = (System.nanoTime() - start) / 1e9;
                server.awaitEnd(IDLE_SECONDS);
                starts.add(new Start(seconds, server.residentBytes()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        System.out.printf(
                Locale.ROOT,
                "start      median of %d: ready after %.2f s (%.2f to %.2f); idle %.0f MiB%n",
                starts.size(),
                Delivery.median(starts, Start::seconds),
                starts.stream().mapToDouble(Start::seconds).min().orElseThrow(),
                starts.stream().mapToDouble(Start::seconds).max().orElseThrow(),
                Delivery.median(starts, Start::residentBytes) / (1 << 20));
    }

    private record Start(double seconds, long residentBytes) {}
}
