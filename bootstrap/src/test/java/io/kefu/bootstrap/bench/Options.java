package io.kefu.bootstrap.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The scenarios and settings of a run, from words such as {@code delivery pairs=50}. */
final class Options {
    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("pairs", "100"),
            Map.entry("window", "4"),
            Map.entry("rate", "1000"),
            Map.entry("pad", "64"),
            Map.entry("starts", "5"),
            Map.entry("warmup", "45"),
            Map.entry("seconds", "10"),
            Map.entry("runs", "3"),
            Map.entry("connects", "2000"),
            Map.entry("sockets", "10000"),
            Map.entry("stalled", "5"),
            Map.entry("messages", "1000000"),
            Map.entry("page", "10000"),
            Map.entry("memory", "256mb"),
            Map.entry("requests", "1000"),
            Map.entry("hold", "3600"),
            Map.entry("alone", "0"),
            Map.entry("port", "0"),
            Map.entry("conns", "target/conns.tsv"),
            Map.entry("jar", ""),
            Map.entry("java", ""),
            Map.entry("redis", ""));

    private final List<String> scenarios = new ArrayList<>();
    private final Map<String, String> values = new LinkedHashMap<>(DEFAULTS);

    /** Parses the words; fails for an unknown scenario or setting. */
    Options(List<String> words, Set<String> known) {
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals < 0) {
                require(known.contains(word), word);
                scenarios.add(word);
            } else {
                String name = word.substring(0, equals);
                require(DEFAULTS.containsKey(name), word);
                values.put(name, word.substring(equals + 1));
            }
        }
    }

    private static void require(boolean isKnown, String word) {
        if (!isKnown) {
            throw new IllegalArgumentException("'" + word + "' is unknown; see docs/performance.md");
        }
    }

    /** The named scenarios. */
    List<String> scenarios() {
        return List.copyOf(scenarios);
    }

    String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name);
        }
        return value;
    }

    int number(String name) {
        return Integer.parseInt(text(name));
    }

    /** A number of seconds in nanoseconds. */
    long nanos(String name) {
        return number(name) * 1_000_000_000L;
    }
}
