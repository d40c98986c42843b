package io.kefu.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.access.Operation;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.user.Role;
import io.kefu.rest.AccessTest.Route;
import io.kefu.rest.RestServer.Answer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** Checks the OpenAPI document against the routes. */
class DocumentTest {
    private static RestServer server;
    private static Map<?, ?> document;

    @BeforeAll
    static void read() {
        server = new RestServer();
        document = new Yaml().load(server.get(null, "/swagger/kefu.yml").body());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static List<Route> routes() {
        return AccessTest.routes();
    }

    private static @Nullable Object at(@Nullable Object from, String... steps) {
        @Nullable Object found = from;
        for (String step : steps) {
            found = found instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return found;
    }

    private static @Nullable Object resolved(@Nullable Object node) {
        return at(node, "$ref") instanceof String ref
                ? at(document, ref.substring("#/".length()).split("/", -1))
                : node;
    }

    private static boolean isBinary(@Nullable Object content) {
        return "binary".equals(at(content, "application/octet-stream", "schema", "format"));
    }

    private static boolean hasExample(@Nullable Object json) {
        return at(json, "example") != null
                || at(json, "examples") != null
                || at(resolved(at(json, "schema")), "example") != null;
    }

    @ParameterizedTest
    @MethodSource("routes")
    void everyRouteIsDocumentedWithExamples(Route route) {
        @Nullable
        Object operation = at(document, "paths", route.path(), route.method().toLowerCase(Locale.ROOT));
        assertThat(at(operation, "summary")).as("summary of %s", route).isNotNull();
        assertThat(at(operation, "responses")).isInstanceOf(Map.class);
        Map<?, ?> responses = (Map<?, ?>) Objects.requireNonNull(at(operation, "responses"));
        assertThat(responses.keySet().stream().map(Object::toString).anyMatch(code -> code.startsWith("2")))
                .isTrue();
        responses.forEach((code, response) -> {
            Object content = at(resolved(response), "content");
            boolean hasExamples = content instanceof Map<?, ?> types
                    && types.values().stream().allMatch(DocumentTest::hasExample);
            assertThat(isBinary(content) || code.equals("304") || hasExamples)
                    .as("example of %s %s", route, code)
                    .isTrue();
        });
        if (at(operation, "requestBody") != null) {
            Object content = at(operation, "requestBody", "content");
            assertThat(at(content, "multipart/form-data") != null || hasExample(at(content, "application/json")))
                    .as("request of %s", route)
                    .isTrue();
            assertThat(responses.keySet().toString()).contains("400", "413", "415");
        }
        assertThat(responses.keySet().toString())
                .as("responses of %s: see @Refusals.Common", route)
                .contains("429", "500", "503");
    }

    @ParameterizedTest
    @MethodSource("routes")
    void everyRouteDocumentsItsRoles(Route route) {
        @Nullable
        Object operation = at(document, "paths", route.path(), route.method().toLowerCase(Locale.ROOT));
        String description = String.valueOf(at(operation, "description"));
        String audience = description.substring(description.lastIndexOf("For ") + 4);
        Operation asked = route.operation();
        if (asked.isOpen()) {
            assertThat(audience).startsWith("anyone");
            return;
        }
        for (Role role : Role.values()) {
            assertThat(Arrays.asList(audience.replaceAll("\\(.*?\\)", "").split("[^a-z]+", -1))
                            .contains(role.word()))
                    .as("%s in %s", role, audience)
                    .isEqualTo(asked.isFor(role));
        }
        assertThat(String.valueOf(at(operation, "security")))
                .as("security of %s: see @SecurityRequirement", route)
                .contains("bearer");
        assertThat(String.valueOf(at(operation, "responses")))
                .as("responses of %s: see @Refusals.OfAccess", route)
                .contains("401=", "403=");
    }

    @Test
    void everyErrorCodeIsDocumented() {
        assertThat(at(document, "components", "schemas", "ErrorCode", "enum"))
                .isEqualTo(Stream.of(ErrorCode.values()).map(Enum::name).toList());
    }

    @Test
    void onlyExistingRoutesAreDocumented() {
        TreeSet<String> documented = new TreeSet<>();
        ((Map<?, ?>) Objects.requireNonNull(at(document, "paths")))
                .forEach((path, methods) -> ((Map<?, ?>) methods)
                        .keySet()
                        .forEach(method -> documented.add(method.toString().toUpperCase(Locale.ROOT) + " " + path)));
        assertThat(documented)
                .isEqualTo(new TreeSet<>(routes().stream()
                        .map(route -> route.method() + " " + route.path())
                        .toList()));
    }

    @Test
    void fieldsHaveTheNamesOfTheJson() {
        assertThat(document.toString()).contains("to_user_id=").doesNotContain("toUserId", "pageSize", "kefuId");
    }

    @Test
    void boundsOfParametersAreDocumented() {
        String list = String.valueOf(at(document, "paths", "/api/users", "get", "parameters"));
        assertThat(list).contains("name=page_size").contains("maximum=100").contains("default=20");
        assertThat(list).doesNotContain("name=caller", "name=address");
    }

    @Test
    void theDocumentIsServedWithItsCharset() {
        Answer yaml = server.get(null, "/swagger/kefu.yml");
        assertThat(yaml.header("Content-Type")).containsIgnoringCase("yaml").endsWithIgnoringCase("charset=utf-8");
        assertThat(yaml.body()).contains("在线客服后端接口");
        Answer none = server.get(null, "/swagger/none.yml");
        assertThat(none.header("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void operationIdsAreVerbPhrases() {
        List<String> ids = new ArrayList<>();
        ((Map<?, ?>) Objects.requireNonNull(at(document, "paths")))
                .values()
                .forEach(methods -> ((Map<?, ?>) methods)
                        .values()
                        .forEach(operation -> ids.add(String.valueOf(at(operation, "operationId")))));
        assertThat(ids)
                .doesNotHaveDuplicates()
                .contains("readFile", "readUser", "readSession")
                .allMatch(id -> id.matches("[a-z]+([A-Z][a-z]+)+"), "a verb and its object");
    }

    @Test
    void fieldsThatMayBeAbsentAreOptional() {
        Object user = at(document, "components", "schemas", "User");
        assertThat(String.valueOf(at(user, "required")))
                .contains("email", "user_id")
                .doesNotContain("disabled");
        assertThat(at(user, "properties", "email", "nullable")).isEqualTo(true);
        Object session = at(document, "components", "schemas", "Session");
        assertThat(String.valueOf(at(session, "required"))).contains("kefu_id").doesNotContain("kefu_name");
        assertThat(at(session, "properties", "kefu_id", "nullable")).isEqualTo(true);
    }

    @Test
    void swaggerUiLoadsNothingFromOtherSites() {
        Answer page = server.get(null, "/swagger-ui");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.body()).contains("/swagger/kefu.yml").doesNotContain("://unpkg", "cdn.");
        assertThat(server.get(null, "/swagger-ui/res/swagger-ui-bundle.js").status())
                .isEqualTo(200);
        assertThat(server.get(null, "/swagger-ui/index.html").status()).isEqualTo(200);
    }
}
