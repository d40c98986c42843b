package io.kefu.bootstrap.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.KefuNode;
import io.kefu.bootstrap.system.Api.Answer;
import io.kefu.bootstrap.system.ApiDocument.Operation;
import io.kefu.domain.error.ErrorCode;
import io.kefu.redis.testing.AlsoOnCluster;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The OpenAPI document that a node serves: its examples work, and it names every route and error code. */
@AlsoOnCluster
class ApiDocumentIT {
    /** The only example that cannot work, as a site would have to sign its token. */
    private static final String SIGNED_BY_A_SITE = "/api/auth/customer/login";

    /** The example that erases a user, and the id of that user. */
    private static final String ERASE = "DELETE /api/users/{user_id}";

    private static final String ERASED = "user789";

    private static KefuNode node;
    private static Api api;
    private static ApiDocument document;
    private static TestAccounts staff;
    private static String customer;
    private static String admin;
    private String kefu;
    private String session;
    private Answer sent;
    private String file;

    @BeforeAll
    static void start() {
        // The kefu send no heartbeats, and stay online however long the test takes.
        node = KefuNode.start(Map.of("kefu.presence.lease", "1h"));
        api = new Api(node.uri());
        staff = new TestAccounts(api);
        document = ApiDocument.parse(api.get(null, "/swagger/kefu.yml").body());
        admin = staff.admin();
        staff.kefu("kefu001", "客服小明");
        customer = staff.customer("user123", "李四");
        String other = staff.kefu("kefu002");
        // A busy kefu gets transferred sessions, and none from the queue.
        api.post(other, "/api/auth/kefu/heartbeat", "{\"kefu_id\": \"kefu002\", \"status\": \"busy\"}");
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    /** Logs in the kefu again, as an example logs out, and opens a session with the customer of the examples. */
    @BeforeEach
    void prepare() {
        kefu = staff.logIn("kefu001", "password123");
        session = api.post(kefu, "/api/sessions", "{\"user_id\": \"user123\"}").text("session_id");
        file = upload().text("file_id");
        // The shortcut of the examples must not be in use.
        api.get(kefu, "/api/replies")
                .node("replies")
                .values()
                .forEach(reply -> api.delete(
                        kefu,
                        "/api/replies/"
                                + Objects.requireNonNull(reply.get("reply_id")).getStringValue()));
        sent = api.post(kefu, "/api/messages/send", "{\"to_user_id\": \"user123\", \"content\": \"x\"}");
    }

    private String reply() {
        return api.post(kefu, "/api/replies", "{\"shortcut\": \"x\", \"content\": \"x\"}")
                .text("reply_id");
    }

    private Answer upload() {
        return api.call("POST", "/api/files/upload")
                .as(kefu)
                .form(MultipartForm.file("example.txt", "{\"a\": 1}").field("category", "file"))
                .send();
    }

    static List<Operation> operations() {
        return document.operations();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void answersTheExampleAsDocumented(Operation operation) {
        String path = operation
                .path()
                .replace("{user_id}", operation.toString().equals(ERASE) ? ERASED : "user123")
                .replace("{session_id}", session)
                .replace("{message_id}", sent.text("message_id"))
                .replace("{file_id}", file)
                .replace("{reply_id}", operation.path().contains("{reply_id}") ? reply() : "")
                .replace("{block_id}", operation.path().contains("{block_id}") ? block() : "");
        prepareSession(path);
        @Nullable String example = document.requestExample(operation);
        @Nullable
        String body = example == null ? null : example.replaceFirst("conv_[A-Za-z0-9]+", sent.text("conversation_id"));
        Api.Call call = api.call(operation.method(), path + query(path))
                .as(operation.isForUsers() ? caller(operation, path) : null);
        Answer answer =
                operation.path().endsWith("/upload") ? upload() : (body == null ? call : call.json(body)).send();
        assertThat(document.statuses(operation)).as("%s", answer).contains(answer.status());
        assertThat(answer.status()).as("%s", answer).isBetween(200, path.equals(SIGNED_BY_A_SITE) ? 401 : 299);
        if (!String.valueOf(answer.header("Content-Type")).startsWith("application/json") || path.endsWith("/export")) {
            return;
        }
        Set<String> answered = new TreeSet<>();
        answer.json().entries().forEach(field -> answered.add(field.getKey()));
        assertThat(document.answerFields(operation, answer.status()))
                .as("%s", answer)
                .containsAll(answered);
    }

    /** Brings the session into the state that the example needs. */
    private void prepareSession(String path) {
        if (path.endsWith("/take")) {
            api.post(kefu, "/api/sessions/%s/transfer".formatted(session), "{}");
        } else if (path.endsWith("/rating")) {
            api.post(kefu, "/api/sessions/%s/close".formatted(session), "{}");
        }
    }

    private String caller(Operation operation, String path) {
        if (operation.toString().equals(ERASE)) {
            return staff.customer(ERASED);
        }
        boolean isForAdmins = path.equals("/api/audit")
                || path.startsWith("/api/blocks")
                || path.endsWith("/presence")
                || operation.toString().equals("PUT /api/hours");
        if (isForAdmins) {
            return admin;
        }
        return path.endsWith("/rating") || path.endsWith("/export") ? customer : kefu;
    }

    private static String block() {
        return api.post(admin, "/api/blocks", "{\"network\": \"198.51.100.0/24\", \"reason\": \"x\"}")
                .text("block_id");
    }

    private static String query(String path) {
        if (path.endsWith("/search")) {
            return "?user_id=user123&q=x";
        }
        return path.startsWith("/api/analytics/") ? "?start_date=2024-01-01&end_date=2024-01-31" : "";
    }

    @Test
    void hasAnOperationForEveryRoute() {
        TreeSet<String> served = new TreeSet<>(node.bean(Router.class)
                .uriRoutes()
                .filter(route -> !route.getHttpMethodName().equals("HEAD"))
                .filter(route -> pathOf(route).startsWith("/api/"))
                .map(route -> route.getHttpMethodName() + " " + pathOf(route))
                .toList());
        TreeSet<String> documented = new TreeSet<>(document.operations().stream()
                .map(operation -> operation.method() + " " + operation.path())
                .toList());
        assertThat(documented).isEqualTo(served);
    }

    @Test
    void namesEveryErrorCode() {
        assertThat(document.errorCodes())
                .containsExactlyElementsOf(
                        Stream.of(ErrorCode.values()).map(Enum::name).toList());
    }

    @Test
    void servesTheDocumentOfTheWebSocketBesideIt() throws IOException {
        Answer answer = api.get(null, "/asyncapi.yml");
        assertThat(answer.header("Content-Type")).isEqualToIgnoringCase("application/yaml;charset=utf-8");
        try (InputStream yaml =
                Objects.requireNonNull(ApiDocumentIT.class.getResourceAsStream("/META-INF/asyncapi/asyncapi.yml"))) {
            assertThat(answer.body()).isEqualTo(new String(yaml.readAllBytes(), UTF_8));
        }
        assertThat(api.get(null, "/other.yml").status()).isEqualTo(404);
    }

    @Test
    void servesItsPagesWithoutOtherHosts() {
        for (String page : new String[] {"/swagger-ui", "/swagger-ui/res/swagger-ui-bundle.js"}) {
            assertThat(api.get(null, page).status()).as(page).isEqualTo(200);
        }
        assertThat(api.get(null, "/swagger-ui").body()).doesNotContain("://unpkg", "://cdn");
    }

    /** The path of a route with the names of its variables, without the patterns that they match. */
    private static String pathOf(UriRouteInfo<?, ?> route) {
        return route.getUriMatchTemplate().toPathString().replaceAll(":[^{}]+}", "}");
    }
}
