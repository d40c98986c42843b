package io.kefu.bootstrap.bench;

import io.kefu.bootstrap.bench.Users.Pair;
import io.kefu.bootstrap.bench.Users.User;
import io.kefu.bootstrap.system.Api;
import io.kefu.bootstrap.system.Api.Answer;
import java.net.URI;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Measures statistics and reports of a month and of a year, with few and with many stored messages. */
final class Statistics {
    private static final int FEW = 10_000;
    private static final int WINDOW = 64;

    private Statistics() {}

    static void run(Options options) {
        int many = options.number("messages");
        try (ServiceProcess server = ServiceProcess.start(options);
                EventLoop loop = new EventLoop(server.port())) {
            Users users = new Users(server.port());
            List<Pair> pairs = users.pairs(options.number("pairs"));
            Traffic traffic = new Traffic(loop, pairs, options.number("pad"), true);
            Api api = new Api(URI.create("http://127.0.0.1:" + server.port()));
            User kefu = pairs.getFirst().kefu();
            traffic.fill(FEW, WINDOW);
            long warmUntil = System.nanoTime() + options.nanos("warmup");
            while (System.nanoTime() < warmUntil) {
                routes().values().forEach(route -> read(api, kefu, route));
            }
            Map<String, Histogram> few = measure(api, kefu, options.number("requests"));
            traffic.fill(many, WINDOW);
            Map<String, Histogram> after = measure(api, kefu, options.number("requests"));
            few.forEach((name, before) -> {
                Histogram now = after.getOrDefault(name, before);
                System.out.printf(
                        Locale.ROOT,
                        "statistics %-15s %d messages: %s   %d messages: %s   ratio of p50 %.2f%n",
                        name,
                        FEW,
                        before,
                        many,
                        now,
                        now.millis(0.5) / before.millis(0.5));
            });
        }
    }

    private static Map<String, String> routes() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        String month = "?start_date=%s&end_date=%s".formatted(today.minusDays(29), today.plusDays(1));
        String year = "?start_date=%s&end_date=%s".formatted(today.minusDays(364), today.plusDays(1));
        Map<String, String> routes = new LinkedHashMap<>();
        routes.put("messages, month", "/api/analytics/messages" + month);
        routes.put("messages, year", "/api/analytics/messages" + year);
        routes.put("users, 90 days", "/api/analytics/users?period=90d");
        routes.put("kefu, month", "/api/analytics/kefu" + month);
        routes.put("kefu, year", "/api/analytics/kefu" + year);
        routes.put("queue, year", "/api/analytics/queue" + year);
        return routes;
    }

    private static Map<String, Histogram> measure(Api api, User kefu, int requests) {
        Map<String, Histogram> measured = new LinkedHashMap<>();
        routes().forEach((name, route) -> {
            Histogram histogram = new Histogram();
            for (int i = 0; i < requests; i++) {
                histogram.add(read(api, kefu, route));
            }
            measured.put(name, histogram);
        });
        return measured;
    }

    private static long read(Api api, User kefu, String route) {
        long start = System.nanoTime();
        Answer answer = api.get(kefu.token(), route);
        long took = System.nanoTime() - start;
        if (answer.status() != 200) {
            throw new IllegalStateException(answer.toString());
        }
        return took;
    }
}
