package io.kefu.bootstrap.bench;

import io.kefu.bootstrap.bench.Users.Pair;
import io.kefu.bootstrap.bench.Users.User;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Runs the measurements that its arguments name; see {@code docs/performance.md}. */
final class Benchmark {
    private static final String ALL = "all";
    private static final String SERVE = "serve";
    private static final Map<String, Consumer<Options>> SCENARIOS = scenarios();

    private Benchmark() {}

    private static Map<String, Consumer<Options>> scenarios() {
        Map<String, Consumer<Options>> scenarios = new LinkedHashMap<>();
        scenarios.put("start", StartTime::run);
        scenarios.put("delivery", Delivery::run);
        scenarios.put("connect", ConnectRate::run);
        scenarios.put("memory", SocketMemory::run);
        scenarios.put("slow", SlowReaders::run);
        scenarios.put("paging", HistoryPaging::run);
        scenarios.put("statistics", Statistics::run);
        scenarios.put("archive", ArchiveGrowth::run);
        scenarios.put(SERVE, Benchmark::serve);
        return scenarios;
    }

    public static void main(String[] args) {
        endWithParent();
        List<String> words = Arrays.stream(args)
                .flatMap(argument -> Arrays.stream(argument.trim().split("\\s+", -1)))
                .filter(word -> !word.isEmpty())
                .toList();
        Set<String> known = new HashSet<>(SCENARIOS.keySet());
        known.add(ALL);
        Options options = new Options(words, known);
        boolean everything =
                options.scenarios().isEmpty() || options.scenarios().contains(ALL);
        List<String> wanted = everything
                ? SCENARIOS.keySet().stream()
                        .filter(name -> !name.equals(SERVE))
                        .toList()
                : options.scenarios();
        wanted.forEach(name -> SCENARIOS.getOrDefault(name, unknown -> {}).accept(options));
    }

    /** Starts a service with users for load generators outside of this program, and waits until it ends or the time is over. */
    private static void serve(Options options) {
        Path file = Path.of(options.text("conns")).toAbsolutePath();
        try (ServiceProcess server = ServiceProcess.start(options)) {
            Users users = new Users(server.port());
            List<Pair> pairs = users.pairs(options.number("pairs"));
            List<User> alone = users.customers(options.number("alone"));
            Users.write(file, pairs, alone);
            System.out.printf("serve      port %d, sockets to open in %s%n", server.port(), file);
            server.awaitEnd(options.number("hold"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends this program with Maven, which would leave it running when it is killed. */
    private static void endWithParent() {
        ProcessHandle.current()
                .parent()
                .ifPresent(parent -> Thread.ofPlatform().daemon().start(() -> {
                    parent.onExit().join();
                    System.exit(1);
                }));
    }
}
