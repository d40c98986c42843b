package io.kefu.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.domain.message.MessageType;
import io.kefu.redis.message.MessageCodec;
import io.kefu.redis.presence.Duty;
import io.kefu.redis.testing.Scripts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares the names of fields in the legend of {@code docs/redis-keys.md}, in {@link Fields} and in the scripts. */
class FieldsTest {
    private static final Map<String, Set<String>> LEGEND = legend();

    /** A command of a script about the fields of a hash or stream, up to its last argument on the same or next lines. */
    private static final Pattern COMMAND = Pattern.compile(
            "'(?:HSET|HSETNX|HGET|HMGET|HINCRBY|XADD)', (\\w+)_key((?:, *\\s*[^,()\\n]+(?:\\([^)]*\\))?)+)");

    /** An argument that is the name of a field and nothing else. */
    private static final Pattern FIELD = Pattern.compile("(?<=,)\\s*'([a-z]\\w*)'\\s*(?=,|$)");

    @ParameterizedTest
    @CsvSource({
        "Conversation, conv",
        "Entry, log",
        "QueuedMessage, index-queue",
        "QueuedSession, index-queue",
        "History, history"
    })
    void theLegendHasEveryFieldOfTheJavaCode(String group, String hash) throws ReflectiveOperationException {
        for (Field constant :
                Class.forName(Fields.class.getName() + "$" + group).getDeclaredFields()) {
            assertThat(LEGEND.get(hash)).contains((String) constant.get(null));
        }
    }

    @Test
    void theLegendHasEveryFieldOfTheScripts() {
        Map<String, Set<String>> used = new HashMap<>();
        for (String script : Scripts.all().values()) {
            COMMAND.matcher(script)
                    .results()
                    .forEach(command -> used.computeIfAbsent(hash(command.group(1)), hash -> new HashSet<>())
                            .addAll(fields(command.group(2))));
        }
        assertThat(used.get("log")).hasSize(10);
        assertThat(used.get("conv")).hasSizeGreaterThan(10);
        used.forEach((hash, fields) ->
                assertThat(LEGEND.getOrDefault(hash, Set.of())).as(hash).containsAll(fields));
    }

    /** {@code entry.lua} reads an entry's values by their positions, which follow from the order in which it writes them. */
    @Test
    void theScriptsReadALogEntryAsTheyWriteIt() throws ReflectiveOperationException {
        String script = Scripts.text("entry");
        List<String> written = fields(
                COMMAND.matcher(script).results().findFirst().orElseThrow().group(2));
        MatchResult positions = Pattern.compile("local (FROM[A-Z_, ]*), FIRST_COUNT = ([\\d, ]+), (\\d+)\n")
                .matcher(script)
                .results()
                .findFirst()
                .orElseThrow();
        String[] names = positions.group(1).split(", ");
        String[] numbers = positions.group(2).split(", ");
        assertThat(numbers).hasSameSizeAs(names);
        for (int i = 0; i < names.length; i++) {
            String field = (String) Fields.Entry.class.getField(names[i]).get(null);
            assertThat(Integer.parseInt(numbers[i])).as(names[i]).isEqualTo(2 * (written.indexOf(field) + 1));
        }
        assertThat(positions.group(3)).isEqualTo(String.valueOf(2 * (written.indexOf("x") + 1)));
    }

    @Test
    void theScriptsKnowTheLettersOfMessageTypes() {
        assertThat(Scripts.text("entry")).contains("local TEXT, SYSTEM = 't', 's'");
        assertThat(MessageCodec.type("t")).isEqualTo(MessageType.TEXT);
        assertThat(MessageCodec.type("s")).isEqualTo(MessageType.SYSTEM);
    }

    @Test
    void theScriptsKnowTheFieldsOfAKefuOnDuty() {
        String fields = Stream.of(Duty.class.getRecordComponents())
                .map(component ->
                        component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT))
                .collect(Collectors.joining("', '", "{'", "'}"));
        assertThat(Scripts.text("codec")).contains("local DUTY_FIELDS = " + fields);
    }

    private static List<String> fields(String text) {
        return FIELD.matcher(text.replaceAll("\\([^)]*\\)", ""))
                .results()
                .map(field -> field.group(1))
                .toList();
    }

    private static String hash(String local) {
        return switch (local) {
            case "conversation" -> "conv";
            case "login" -> "token";
            default -> local.replace('_', '-');
        };
    }

    /** The fields in the legend, by the name that the keys of their hash or stream have. */
    private static Map<String, Set<String>> legend() {
        Pattern name = Pattern.compile("\\(`([\\w-]+)`");
        Pattern field = Pattern.compile("`([a-z]\\w*)`");
        Map<String, Set<String>> legend = new HashMap<>();
        String hash = "";
        for (String part : lines().split("(?=\\(`)|\n", -1)) {
            MatchResult found = name.matcher(part).results().findFirst().orElse(null);
            hash = found == null ? hash : found.group(1);
            String fields =
                    part.startsWith("| ") ? part.split(" \\| ", 2)[0] : part.substring(found == null ? 0 : found.end());
            legend.computeIfAbsent(hash, key -> new HashSet<>())
                    .addAll(field.matcher(fields)
                            .results()
                            .map(each -> each.group(1))
                            .toList());
        }
        return legend;
    }

    private static String lines() {
        try {
            String page = Files.readString(Path.of("..", "docs", "redis-keys.md"));
            return page.substring(page.indexOf("## Fields"), page.indexOf("## What a message costs"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
