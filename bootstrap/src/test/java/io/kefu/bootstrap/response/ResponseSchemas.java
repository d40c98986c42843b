package io.kefu.bootstrap.response;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.oas.OpenApi30;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/**
 * Validates responses of the API against its OpenAPI document: with the schema of the operation and the status, or with the
 * schema of the error body if the call matches no operation. It counts the valid ones. Thread-safe.
 */
final class ResponseSchemas {
    private static final String JSON_TYPE = "application/json";
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
    private static final Pattern WHOLE_TIME = Pattern.compile(".*\\.\\d{3}Z");

    /** Fields whose text users write. */
    private static final Set<String> WRITTEN_BY_USERS =
            Set.of("metadata", "content", "username", "reason", "note", "comment");

    /** The target that Netty gives to a request whose first line it cannot read. */
    private static final String UNREADABLE = "/bad-request";

    /** Statuses of calls without an operation, and of calls that the server refuses before routing. */
    private static final Set<Integer> WITHOUT_OPERATION =
            Set.of(400, 401, 403, 404, 405, 406, 413, 414, 415, 429, 431, 500, 503);

    private final JsonNode document;
    private final JsonSchemaFactory factory = JsonSchemaFactory.getInstance(
            VersionFlag.V4,
            builder -> builder.metaSchema(OpenApi30.getInstance())
                    .defaultMetaSchemaIri(OpenApi30.getInstance().getIri()));
    private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();
    private final Set<String> seenOperations = ConcurrentHashMap.newKeySet();
    private final LongAdder validated = new LongAdder();

    ResponseSchemas(JsonNode document) {
        this.document = document;
    }

    /** The schemas of the OpenAPI document on the class path, which the service serves. */
    static ResponseSchemas ofService() {
        try (InputStream yaml = Objects.requireNonNull(
                ResponseSchemas.class.getResourceAsStream("/META-INF/swagger/kefu.yml"), "the API's document")) {
            return new ResponseSchemas(MAPPER.valueToTree(new Yaml().load(yaml)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Checks a response. Responses of paths outside the API pass uncounted.
     *
     * @throws AssertionError if it differs from the document
     */
    void check(SentResponse response) {
        String path = response.target().replaceFirst("^https?://[^/?#]*", "").replaceFirst("[?#].*", "");
        if (!(path.startsWith("/api/") || path.equals(UNREADABLE))
                || response.method().equals("OPTIONS")) {
            return;
        }
        boolean isHead = response.method().equals("HEAD");
        String method = isHead ? "GET" : response.method();
        String name = method + " " + path + " " + response.status();
        @Nullable String template = templateOf(method, path);
        if (template != null) {
            checkOperation(name, template, method.toLowerCase(Locale.ROOT), isHead, response);
            seenOperations.add(method + " " + template);
        } else {
            require(WITHOUT_OPERATION.contains(response.status()), name, "is no operation of the document");
            if (!isHead) {
                validate(name, "error", errorSchema(), response.body());
            }
        }
        validated.increment();
    }

    /** How many responses were valid so far, and of how many of the documented operations they were. */
    String summary() {
        long operations = document.path("paths")
                .valueStream()
                .flatMap(JsonNode::propertyStream)
                .filter(entry -> METHODS.contains(entry.getKey()))
                .count();
        return "Responses validated against the OpenAPI document: %d, of %d of %d operations"
                .formatted(validated.sum(), seenOperations.size(), operations);
    }

    private void checkOperation(String name, String path, String method, boolean isHead, SentResponse response) {
        JsonNode documented = resolved(document.at("/paths")
                .path(path)
                .path(method)
                .path("responses")
                .path(String.valueOf(response.status())));
        require(documented.isObject(), name, "is a status that the document does not give for " + path);
        JsonNode content = documented.path("content");
        if (response.body().isEmpty()) {
            require(isHead || content.isMissingNode() || content.has("application/octet-stream"), name, "has no body");
            return;
        }
        String plain = Objects.requireNonNullElse(response.type(), "")
                .split(";", -1)[0]
                .strip();
        require(isDocumented(plain, content), name, "has the undocumented type " + response.type());
        if (plain.equals(JSON_TYPE) && content.has(JSON_TYPE)) {
            validate(
                    name,
                    path + method + response.status(),
                    content.path(JSON_TYPE).path("schema"),
                    response.body());
        }
    }

    private static boolean isDocumented(String type, JsonNode content) {
        return content.has("application/octet-stream")
                || StreamSupport.stream(((Iterable<String>) content::fieldNames).spliterator(), false)
                        .anyMatch(known -> known.split(";", -1)[0].equals(type));
    }

    private JsonNode errorSchema() {
        return MAPPER.createObjectNode().put("$ref", "#/components/schemas/Error");
    }

    private void validate(String name, String key, JsonNode schema, String body) {
        JsonNode answer;
        try {
            answer = MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError(name + " is no JSON: " + body, e);
        }
        Set<ValidationMessage> faults =
                schemas.computeIfAbsent(key, unused -> compiled(schema)).validate(answer);
        String found = Stream.concat(faults.stream().map(ValidationMessage::getMessage), cutTimes("", answer).stream())
                .collect(Collectors.joining("\n  "));
        require(found.isEmpty(), name, "is not as documented:\n  " + found + "\n" + body);
    }

    /** The schema together with the document's components, to which its references point. */
    private JsonSchema compiled(JsonNode schema) {
        ObjectNode root = MAPPER.createObjectNode();
        root.set("components", document.path("components"));
        root.putArray("allOf").add(schema);
        return factory.getSchema(
                root,
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
    }

    /** Finds times that are not written with three digits of milliseconds. */
    private static List<String> cutTimes(String field, JsonNode node) {
        if (WRITTEN_BY_USERS.contains(field)) {
            return List.of();
        }
        if (node.isTextual()) {
            String text = node.textValue();
            return TIME.matcher(text).matches() && !WHOLE_TIME.matcher(text).matches()
                    ? List.of(field + " is a time without milliseconds: " + text)
                    : List.of();
        }
        Map<String, JsonNode> children = new HashMap<>();
        node.properties().forEach(child -> children.put(child.getKey(), child.getValue()));
        node.elements().forEachRemaining(child -> {
            if (node.isArray()) {
                children.put(field + "[" + children.size() + "]", child);
            }
        });
        return children.entrySet().stream()
                .flatMap(child -> cutTimes(child.getKey(), child.getValue()).stream())
                .toList();
    }

    /**
     * The path template of the operation for a path; null if there is none. Of several, the one with the fewest variables.
     */
    private @Nullable String templateOf(String method, String path) {
        // The server ignores a slash at the end.
        String[] steps = path.replaceFirst("/$", "").split("/", -1);
        return StreamSupport.stream(((Iterable<String>) document.path("paths")::fieldNames).spliterator(), false)
                .filter(template -> document.path("paths").path(template).has(method.toLowerCase(Locale.ROOT)))
                .filter(template -> matches(template.split("/", -1), steps))
                .min(Comparator.comparingLong(
                        template -> template.chars().filter(sign -> sign == '{').count()))
                .orElse(null);
    }

    private static boolean matches(String[] template, String[] steps) {
        return template.length == steps.length
                && Stream.iterate(0, i -> i < steps.length, i -> i + 1)
                        .allMatch(i ->
                                template[i].equals(steps[i]) || (template[i].startsWith("{") && !steps[i].isEmpty()));
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").textValue().substring(1)) : node;
    }

    private static void require(boolean condition, String name, String failure) {
        if (!condition) {
            throw new AssertionError(name + " " + failure);
        }
    }
}
