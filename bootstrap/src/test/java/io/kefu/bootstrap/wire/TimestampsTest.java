package io.kefu.bootstrap.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.kefu.rest.json.Timestamps;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every time in the JSON of the API and of frames has exactly three digits of milliseconds. */
class TimestampsTest {
    private static final ObjectMapper JSON = ObjectMapper.create(Map.of(), "io.kefu.rest", "io.kefu.websocket");
    private static final List<Class<?>> RECORDS = find();
    private static final String SHAPE = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";

    /** The records of responses and frames that have a time. */
    static List<Class<?>> records() {
        return RECORDS;
    }

    private static List<Class<?>> find() {
        return new ClassFileImporter()
                .importPackages("io.kefu.rest", "io.kefu.websocket").stream()
                        .filter(type -> type.isAnnotatedWith(Serdeable.class))
                        .<Class<?>>map(JavaClass::reflect)
                        .filter(type -> type.isRecord() && hasTime(type))
                        .toList();
    }

    private static boolean hasTime(Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).anyMatch(part -> part.getType() == Instant.class);
    }

    @Test
    void findsRecordsOfTheApiAndOfFrames() {
        assertThat(records().stream().map(Class::getPackageName))
                .contains(
                        "io.kefu.rest.session", "io.kefu.rest.error", "io.kefu.rest.health", "io.kefu.websocket.frame")
                .hasSizeGreaterThan(15);
    }

    @ParameterizedTest
    @MethodSource("records")
    void writesThreeDigitsOfMilliseconds(Class<?> type) throws IOException, ReflectiveOperationException {
        for (Instant time : List.of(
                Instant.parse("2024-01-01T12:00:00Z"),
                Instant.parse("2024-01-01T12:00:00.5Z"),
                Instant.parse("2024-01-01T12:00:00.123456789Z"))) {
            JsonNode written = JSON.writeValueToTree(value(type, time));
            List<String> times =
                    texts(written).filter(text -> text.startsWith("2024-")).toList();
            assertThat(times).as("%s", type).isNotEmpty().allMatch(text -> text.matches(SHAPE));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2024-01-01T12:00:00Z, 2024-01-01T12:00:00.000Z",
        "2024-01-01T12:00:00.1Z, 2024-01-01T12:00:00.100Z",
        "2024-01-01T12:00:00.999999999Z, 2024-01-01T12:00:00.999Z",
        "1969-12-31T23:59:59.9996Z, 1969-12-31T23:59:59.999Z",
        "1970-01-01T00:00:00Z, 1970-01-01T00:00:00.000Z",
        "2024-02-29T00:00:00Z, 2024-02-29T00:00:00.000Z"
    })
    void truncatesToMilliseconds(Instant time, String text) {
        assertThat(Timestamps.text(time)).isEqualTo(text);
    }

    private static Stream<String> texts(JsonNode node) {
        if (node.isString()) {
            return Stream.of(node.getStringValue());
        }
        if (!node.isContainerNode()) {
            return Stream.empty();
        }
        List<JsonNode> children = new ArrayList<>();
        node.values().forEach(children::add);
        return children.stream().flatMap(TimestampsTest::texts);
    }

    /** A value for a component of a record: the given time where the type permits. */
    private static Object value(Type type, Instant time) throws ReflectiveOperationException {
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType() == Map.class
                    ? Map.of()
                    : List.of(value(generic.getActualTypeArguments()[0], time));
        }
        Class<?> raw = (Class<?>) type;
        if (raw.isRecord()) {
            RecordComponent[] parts = raw.getRecordComponents();
            Object[] values = new Object[parts.length];
            for (int i = 0; i < parts.length; i++) {
                values[i] = value(parts[i].getGenericType(), time);
            }
            Constructor<?> constructor = raw.getDeclaredConstructor(
                    Arrays.stream(parts).map(RecordComponent::getType).toArray(Class[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        }
        return switch (raw.getSimpleName()) {
            case "Instant" -> time;
            case "String" -> "x";
            case "int", "Integer" -> 1;
            case "long", "Long" -> 1L;
            case "boolean", "Boolean" -> true;
            case "JsonNode" -> JsonNode.createObjectNode(Map.of());
            default -> throw new AssertionError("No value known for " + raw);
        };
    }
}
