package io.kefu.bootstrap.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.kefu.bootstrap.wire.SocketDocument.Sender;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/**
 * Validates the frames that test clients send and receive against the AsyncAPI document, and counts them. It is stricter than
 * the document: a field that the document does not describe is a fault. Thread-safe.
 */
public final class FrameSchemas {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(
            VersionFlag.V7,
            builder -> builder.metaSchema(JsonMetaSchema.builder(JsonMetaSchema.getV7())
                    .keyword(new NonValidationKeyword("components"))
                    .build()));

    /** The schemas of the document that the service serves. All test clients share them. */
    public static final FrameSchemas SERVICE = new FrameSchemas(SocketDocument.ofService());

    private final SocketDocument document;
    private final Map<Sender, Map<String, List<JsonSchema>>> schemas = new EnumMap<>(Sender.class);
    private final Set<String> seenKinds = ConcurrentHashMap.newKeySet();
    private final LongAdder received = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final LongAdder closings = new LongAdder();

    FrameSchemas(SocketDocument document) {
        this.document = document;
        JsonNode components = document.root().path("components").deepCopy();
        forbidOtherFields(components);
        for (Sender sender : Sender.values()) {
            schemas.put(
                    sender,
                    document.messages(sender).values().stream()
                            .collect(Collectors.groupingBy(
                                    SocketDocument.Message::kind,
                                    Collectors.mapping(
                                            message -> compiled(components, message.payload()), Collectors.toList()))));
        }
    }

    private static void forbidOtherFields(JsonNode node) {
        boolean isSchema = node.path("type").asText().equals("object")
                && node.path("properties").isObject();
        if (isSchema && !node.has("additionalProperties")) {
            ((ObjectNode) node).put("additionalProperties", false);
        }
        node.forEach(FrameSchemas::forbidOtherFields);
    }

    /** The schema together with the components, to which its references point. */
    private static JsonSchema compiled(JsonNode components, JsonNode payload) {
        ObjectNode root = MAPPER.createObjectNode();
        root.set("components", components);
        JsonNode strict = payload.deepCopy();
        forbidOtherFields(strict);
        root.putArray("allOf").add(strict);
        JsonSchema schema = FACTORY.getSchema(
                root,
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
        schema.initializeValidators();
        return schema;
    }

    /**
     * Checks a frame that the service sent.
     *
     * @throws AssertionError if the document does not describe it
     */
    public void checkReceived(String frame) {
        check(Sender.SERVICE, frame);
        received.increment();
    }

    /**
     * Checks a frame that a client sends.
     *
     * @throws AssertionError if the document does not describe it
     */
    public void checkSent(String frame) {
        check(Sender.CLIENT, frame);
        sent.increment();
    }

    /**
     * Checks the close frame of the service. The reason may continue after the documented one.
     *
     * @throws AssertionError if the document does not describe it
     */
    public void checkClosing(int code, String reason) {
        if (document.closings().stream()
                .noneMatch(closing -> closing.code() == code && reason.startsWith(closing.reason()))) {
            throw new AssertionError("The document does not describe the close code %d %s".formatted(code, reason));
        }
        closings.increment();
    }

    /** How many frames were valid so far, and how many of the documented kinds they were. */
    String summary() {
        return "Frames validated against the AsyncAPI document: %d received, %d sent, of %d of %d kinds, and %d close codes"
                .formatted(
                        received.sum(),
                        sent.sum(),
                        seenKinds.size(),
                        schemas.values().stream().mapToInt(Map::size).sum(),
                        closings.sum());
    }

    private void check(Sender sender, String text) {
        JsonNode frame = parse(text);
        String kind = SocketDocument.kindOf(
                frame.path("type").asText(), frame.path("data").path("event").asText());
        Set<ValidationMessage> faults = schemas.getOrDefault(sender, Map.of()).getOrDefault(kind, List.of()).stream()
                .map(schema -> schema.validate(frame))
                .min(Comparator.comparingInt(Set::size))
                .orElseThrow(() -> new AssertionError("The document has no frame \"%s\" of the %s: %s"
                        .formatted(kind, sender.name().toLowerCase(Locale.ROOT), text)));
        if (!faults.isEmpty()) {
            throw new AssertionError(faults.stream()
                    .map(ValidationMessage::getMessage)
                    .collect(Collectors.joining("\n  ", "A frame is not as documented:\n  ", "\n" + text)));
        }
        seenKinds.add(sender + " " + kind);
    }

    private static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("A frame is no JSON: " + text, e);
        }
    }
}
