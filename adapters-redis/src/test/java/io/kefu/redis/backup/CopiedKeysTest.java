package io.kefu.redis.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Requires a decision for each key of {@code docs/redis-keys.md}: it is copied by name, has records of its own, or is left out.
 */
class CopiedKeysTest {
    private static final Pattern KEY = Pattern.compile("`(\\{[^`]*)`");
    private static final Pattern VARIABLE = Pattern.compile("<[^>]*>");

    /** Keys whose records have a kind of their own. */
    private static final Set<String> WITH_KIND = Set.of(
            "{pN}:conv:",
            "{pN}:log:",
            "{pN}:recalled:",
            "{pN}:segments:",
            "{pN}:uncounted:",
            "{pN}:sent:",
            "{pN}:kefu:",
            "{pN}:sessions:",
            "{pN}:session:",
            "{pN}:notes:",
            "{pN}:files:",
            "{fN}:file:",
            "{fN}:named:",
            "{pN}:counts:",
            "{pN}:work:",
            "{folded}:counts",
            "{folded}:work");

    /** Keys that follow from others, that last some seconds or minutes, or that belong to one Redis. */
    private static final List<String> LEFT_OUT = List.of(
            "{meta}:",
            "{users}:created:",
            "{users}:staff-ids",
            "{users}:resting:",
            "{tN}:",
            "{limits}:",
            "{sockets:",
            "{pN}:unused-segments",
            "{pN}:history",
            "{pN}:mark",
            "{pN}:index-queue",
            "{fN}:files:",
            "{fN}:used:",
            "{files}:store",
            "{newest}",
            "{sessions}:");

    @Test
    void everyKeyIsInABackupOrLeftOutOnPurpose() throws IOException {
        List<String> keys = keys().toList();
        assertThat(keys).hasSizeGreaterThan(70);
        assertThat(keys)
                .allMatch(key -> Stream.of(isCopied(key), hasKind(key), isLeftOut(key))
                                .filter(isTrue -> isTrue)
                                .count()
                        == 1);
    }

    private static boolean isCopied(String key) {
        return CopiedKeys.contain(VARIABLE.matcher(key).replaceAll("x"));
    }

    private static boolean hasKind(String key) {
        int variable = key.indexOf('<');
        return WITH_KIND.contains(variable < 0 ? key : key.substring(0, variable));
    }

    private static boolean isLeftOut(String key) {
        boolean isOfDesk = key.startsWith("{desk}:") && !key.startsWith("{desk}:time:");
        return isOfDesk || LEFT_OUT.stream().anyMatch(key::startsWith);
    }

    private static Stream<String> keys() throws IOException {
        return Files.readAllLines(Path.of("..", "docs", "redis-keys.md")).stream()
                .dropWhile(line -> !line.startsWith("| key |"))
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.split("\\|", -1)[1])
                .flatMap(cell -> KEY.matcher(cell).results().map((MatchResult key) -> key.group(1)));
    }
}
