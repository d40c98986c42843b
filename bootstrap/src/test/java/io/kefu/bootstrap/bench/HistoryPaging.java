package io.kefu.bootstrap.bench;

import io.kefu.bootstrap.bench.Users.Pair;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/** Compares the time for an old page of a long conversation with that for the newest page. */
final class HistoryPaging {
    private static final int PAGE_SIZE = 100;

    /** Unacknowledged messages of each sender. The service handles frames of a socket in turn, so a larger window is no faster. */
    private static final int WINDOW = 64;

    private HistoryPaging() {}

    static void run(Options options) {
        int messages = options.number("messages");
        try (ServiceProcess server = ServiceProcess.start(options);
                EventLoop loop = new EventLoop(server.port())) {
            Users users = new Users(server.port());
            List<Pair> pair = users.pairs(1);
            new Traffic(loop, pair, options.number("pad"), true).fill(messages, WINDOW);
            int deepest = Math.min(options.number("page"), messages / PAGE_SIZE);
            try (PageReader reader =
                    new PageReader(server.port(), pair.getFirst().customer())) {
                Histogram newest = new Histogram();
                Histogram deep = new Histogram();
                long warmUntil = System.nanoTime() + options.nanos("warmup");
                while (System.nanoTime() < warmUntil) {
                    reader.read(1, PAGE_SIZE);
                    reader.read(deepest, PAGE_SIZE);
                }
                for (int i = 0; i < options.number("requests"); i++) {
                    newest.add(reader.read(1, PAGE_SIZE));
                    deep.add(reader.read(deepest, PAGE_SIZE));
                }
                System.out.printf(
                        Locale.ROOT,
                        "paging     page 1: %s   page %d of %d messages: %s   ratio of p50 %.2f%n",
                        newest,
                        deepest,
                        messages,
                        deep,
                        deep.millis(0.5) / newest.millis(0.5));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
