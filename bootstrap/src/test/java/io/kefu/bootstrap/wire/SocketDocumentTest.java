package io.kefu.bootstrap.wire;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.kefu.bootstrap.wire.SocketDocument.Closing;
import io.kefu.bootstrap.wire.SocketDocument.Message;
import io.kefu.bootstrap.wire.SocketDocument.Sender;
import io.kefu.domain.connection.Room;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.message.MessageStatus;
import io.kefu.domain.message.MessageType;
import io.kefu.domain.session.SessionState;
import io.kefu.domain.text.Word;
import io.kefu.websocket.frame.FrameType;
import io.kefu.websocket.frame.Notification;
import io.kefu.websocket.frame.ServerFrame;
import io.kefu.websocket.socket.CloseCode;
import io.micronaut.core.naming.NameUtils;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The AsyncAPI document is valid, and it has exactly the frames, events, fields, codes and values of the code. */
class SocketDocumentTest {
    private static final SocketDocument DOCUMENT = SocketDocument.ofService();

    private static final Set<String> TYPES =
            Set.of("object", "array", "string", "integer", "number", "boolean", "null");

    private static final Set<String> KEYWORDS = Set.of(
            "type",
            "description",
            "const",
            "enum",
            "default",
            "format",
            "pattern",
            "minLength",
            "maxLength",
            "minimum",
            "minItems",
            "maxProperties",
            "items",
            "properties",
            "propertyNames",
            "required",
            "additionalProperties");

    /** The messages of the document that have the record as their data. Notifications name their event in an annotation. */
    private static final Map<Class<?>, List<String>> MESSAGES = Map.ofEntries(
            Map.entry(ServerFrame.Connected.class, List.of("connected")),
            Map.entry(ServerFrame.MessageData.class, List.of("message")),
            Map.entry(ServerFrame.Ack.class, List.of("ack")),
            Map.entry(ServerFrame.Receipt.class, List.of("receipt")),
            Map.entry(ServerFrame.Typing.class, List.of("typing")),
            Map.entry(ServerFrame.RoomSaid.class, List.of("roomMessage")),
            Map.entry(ServerFrame.InRoom.class, List.of("saidInRoom", "roomJoined", "roomLeft")),
            Map.entry(ServerFrame.Resumed.class, List.of("resumed")),
            Map.entry(ServerFrame.Done.class, List.of("typingShown")),
            Map.entry(ServerFrame.Pong.class, List.of("pong")),
            Map.entry(ServerFrame.Refused.class, List.of("error")));

    @Test
    void isValidAsyncApi() {
        JsonSchema specification = JsonSchemaFactory.getInstance(VersionFlag.V7)
                .getSchema(requireNonNull(
                        SocketDocumentTest.class.getResourceAsStream("/asyncapi/asyncapi-3.0.0.json"),
                        "the JSON schema of AsyncAPI"));
        assertThat(specification.validate(DOCUMENT.root())).isEmpty();
        assertThat(DOCUMENT.references())
                .hasSizeGreaterThan(100)
                .allMatch(target -> !DOCUMENT.root().at(target.substring(1)).isMissingNode());
    }

    /** The specification allows any further keyword in a schema, so it would not find a misspelled one. */
    @Test
    void schemasHaveOnlyKnownKeywords() {
        assertThat(DOCUMENT.root().findParents("type").stream()
                        .filter(node -> node.path("type").isValueNode()
                                || node.path("type").isArray())
                        .filter(node -> TYPES.containsAll(texts(node.path("type"))))
                        .flatMap(schema -> names(schema).stream()))
                .hasSizeGreaterThan(100)
                .isSubsetOf(KEYWORDS);
    }

    @Test
    void everyMessageBelongsToAnOperation() {
        Set<String> used = new TreeSet<>(DOCUMENT.messages(Sender.CLIENT).keySet());
        used.addAll(DOCUMENT.messages(Sender.SERVICE).keySet());
        assertThat(used)
                .isEqualTo(names(DOCUMENT.root().at("/components/messages")))
                .isEqualTo(names(DOCUMENT.root().at("/channels/socket/messages")));
    }

    @Test
    void hasExactlyTheFrameTypesOfClients() {
        assertThat(DOCUMENT.messages(Sender.CLIENT).values().stream().map(Message::kind))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(FrameType.values()).map(FrameType::word).toList());
    }

    @Test
    void hasExactlyTheFramesOfTheService() {
        assertThat(DOCUMENT.messages(Sender.SERVICE).keySet())
                .containsExactlyInAnyOrderElementsOf(
                        data().flatMap(type -> messagesOf(type).stream()).toList());
        assertThat(DOCUMENT.messages(Sender.SERVICE).values().stream()
                        .map(Message::kind)
                        .filter(kind -> kind.startsWith("notification ")))
                .containsExactlyInAnyOrderElementsOf(Stream.of(Notification.class.getPermittedSubclasses())
                        .map(type -> "notification " + eventOf(type))
                        .toList());
    }

    /** The records of the data of frames. */
    static Stream<Class<?>> data() {
        return Stream.concat(
                        Stream.of(ServerFrame.Data.class.getPermittedSubclasses()),
                        Stream.of(Notification.class.getPermittedSubclasses()))
                .filter(Class::isRecord);
    }

    private static List<String> messagesOf(Class<?> type) {
        return Notification.class.isAssignableFrom(type)
                ? List.of(NameUtils.decapitalize(type.getSimpleName()))
                : MESSAGES.getOrDefault(type, List.of("no message for " + type));
    }

    private static String eventOf(Class<?> notification) {
        return notification.getAnnotation(JsonTypeName.class).value();
    }

    @ParameterizedTest
    @MethodSource("data")
    void describesTheFieldsOfTheRecord(Class<?> type) {
        for (String name : messagesOf(type)) {
            JsonNode payload = requireNonNull(DOCUMENT.messages(Sender.SERVICE).get(name), name)
                    .payload();
            compare(name, type, payload.path("properties").path("data"));
        }
    }

    /** Compares a record and the records of its components with a schema. */
    private static void compare(String path, Class<?> type, JsonNode reference) {
        JsonNode schema = DOCUMENT.resolved(reference);
        RecordComponent[] components = type.getRecordComponents();
        Set<String> fields = Arrays.stream(components)
                .map(SocketDocumentTest::fieldOf)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> required = Arrays.stream(components)
                .filter(SocketDocumentTest::isAlwaysPresent)
                .map(SocketDocumentTest::fieldOf)
                .collect(Collectors.toCollection(TreeSet::new));
        if (Notification.class.isAssignableFrom(type)) {
            fields.add("event");
            required.add("event");
        }
        assertThat(names(schema.path("properties"))).as(path).isEqualTo(fields);
        assertThat(texts(schema.path("required"))).as(path).isEqualTo(required);
        for (RecordComponent component : components) {
            JsonNode field = schema.path("properties").path(fieldOf(component));
            recordIn(component.getGenericType())
                    .ifPresent(inner -> compare(
                            path + "." + fieldOf(component), inner, field.has("items") ? field.path("items") : field));
        }
    }

    /** The record that a component has or lists. */
    private static Optional<Class<?>> recordIn(Type type) {
        Type element = type instanceof ParameterizedType list ? list.getActualTypeArguments()[0] : type;
        return element instanceof Class<?> found && found.isRecord() ? Optional.of(found) : Optional.empty();
    }

    private static String fieldOf(RecordComponent component) {
        return NameUtils.underscoreSeparate(component.getName()).toLowerCase(Locale.ROOT);
    }

    private static boolean isAlwaysPresent(RecordComponent component) {
        JsonInclude inclusion = component.getAccessor().getAnnotation(JsonInclude.class);
        return !component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                || (inclusion != null && inclusion.value() == JsonInclude.Include.ALWAYS);
    }

    @Test
    void hasExactlyTheCloseCodes() {
        assertThat(DOCUMENT.closings())
                .containsExactlyElementsOf(Stream.of(CloseCode.values())
                        .map(code -> new Closing(code.code(), code.reason()))
                        .toList());
    }

    @Test
    void hasExactlyTheValuesOfTheDomain() {
        assertThat(valuesOf("MessageType")).isEqualTo(words(MessageType.values()));
        assertThat(valuesOf("MessageStatus")).isEqualTo(words(MessageStatus.values()));
        assertThat(valuesOf("Room")).isEqualTo(words(Room.values()));
        assertThat(texts(schema("Session").at("/properties/status/enum"))).isEqualTo(words(SessionState.values()));
    }

    @Test
    void namesTheErrorsOfEachOperation() {
        Set<String> ofOperations = DOCUMENT.root().path("operations").findValues("x-error-codes").stream()
                .flatMap(codes -> texts(codes).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(texts(schema("Refusal").at("/properties/code/enum")))
                .isEqualTo(ofOperations)
                .isSubsetOf(Stream.of(ErrorCode.values()).map(Enum::name).toList());
    }

    @Test
    void everyMessageHasValidExamples() {
        FrameSchemas schemas = new FrameSchemas(DOCUMENT);
        for (Sender sender : Sender.values()) {
            for (Message message : DOCUMENT.messages(sender).values()) {
                List<JsonNode> examples = message.description().path("examples").findValues("payload");
                assertThat(examples).as(message.name()).isNotEmpty();
                examples.forEach(example -> check(schemas, sender, example.toString()));
            }
        }
    }

    private static void check(FrameSchemas schemas, Sender sender, String frame) {
        if (sender == Sender.CLIENT) {
            schemas.checkSent(frame);
        } else {
            schemas.checkReceived(frame);
        }
    }

    private static JsonNode schema(String name) {
        return DOCUMENT.root().at("/components/schemas").path(name);
    }

    private static Set<String> valuesOf(String schema) {
        return texts(schema(schema).path("enum"));
    }

    private static Set<String> words(Word[] values) {
        return Stream.of(values).map(Word::word).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> texts(JsonNode list) {
        Set<String> texts = new TreeSet<>();
        list.forEach(text -> texts.add(text.asText()));
        if (list.isTextual()) {
            texts.add(list.asText());
        }
        return texts;
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
