package io.kefu.redis.script;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.redis.testing.Scripts;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds all scripts to one form: a typed header, then a named local for each key and argument, and then only the locals. */
class ScriptsTest {
    private static final Pattern HEADER_LINE = Pattern.compile(
            "-- (KEYS|ARGV)\\[(\\d+)(?:\\.\\.\\.)?\\] +(?:string|int|hash|zset|set|list|stream|any) .*|-- ARGV\\[\\d+\\.\\.\\.\\] .*");

    static Set<String> scripts() {
        return Scripts.all().keySet().stream()
                .filter(name -> !Scripts.isShared(name))
                .collect(toSet());
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void aScriptSaysWhatItTakesAndReturns(String name) {
        String header = Scripts.header(name);
        assertThat(header).contains("\n-- returns ");
        assertThat(header.lines().filter(line -> line.matches("-- (KEYS|ARGV)\\[.*")))
                .allMatch(line -> HEADER_LINE.matcher(line).matches());
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void aScriptNamesItsKeysAndArgumentsOnce(String name) {
        String body = Scripts.body(name);
        int end = body.indexOf("\n\n");
        String rest = end < 0 ? "" : body.substring(end);
        assertThat(rest).doesNotContainPattern("KEYS|ARGV\\[\\d");
    }
}
