package io.kefu.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.KefuNode;
import io.kefu.bootstrap.system.AccessTable.Caller;
import io.kefu.bootstrap.system.Api.Answer;
import io.kefu.rest.security.RequiresOperation;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares the responses of a node with every cell of {@link AccessTable}. The node's Redis user may only do what
 * {@code docs/security.md} says.
 */
class AccessTableIT {
    private static RedisWithLimitedUser redis;
    private static final Map<Caller, String> TOKENS = new EnumMap<>(Caller.class);
    private static KefuNode node;
    private static Api api;
    private static TestAccounts staff;
    private static String ownSession;
    private static String otherSession;
    private static String otherReply;
    private static String sharedReply;
    private static int created;

    /** The tokens of the owners of files, by the names of the table. */
    private static final Map<String, String> fileOwners = new HashMap<>();

    /** The ids of files that no call changes, by the names of the table. */
    private static final Map<String, String> files = new HashMap<>();

    @BeforeAll
    static void start() {
        redis = RedisWithLimitedUser.start();
        node = KefuNode.start(Map.of("redis.uri", redis.address(), "kefu.presence.lease", "1h"));
        api = new Api(node.uri());
        staff = new TestAccounts(api);
        TOKENS.put(Caller.ADMIN, staff.admin());
        staff.secondAdmin("admin2");
        String other = staff.kefu("kefu2");
        TOKENS.put(Caller.KEFU, staff.kefu("kefu1"));
        TOKENS.put(Caller.CUSTOMER, staff.customer("customer1"));
        String otherCustomer = staff.customer("customer2");
        ownSession = openFor("customer1", TOKENS.get(Caller.KEFU));
        otherSession = openFor("customer2", other);
        fileOwners.put("own-file", TOKENS.get(Caller.CUSTOMER));
        fileOwners.put("sent-file", TOKENS.get(Caller.CUSTOMER));
        fileOwners.put("other-file", otherCustomer);
        fileOwners.forEach((name, token) -> files.put(name, createFile(name)));
        otherReply = createReply(other, "");
        sharedReply = createReply(TOKENS.get(Caller.ADMIN), ", \"shared\": true");
    }

    private static String createReply(@Nullable String token, String more) {
        return api.post(token, "/api/replies", "{\"shortcut\": \"a\", \"content\": \"x\"%s}".formatted(more))
                .text("reply_id");
    }

    @AfterAll
    static void stop() {
        node.close();
        List<String> denied = redis.deniedCommands();
        redis.close();
        assertThat(denied).as("commands that docs/security.md lacks").isEmpty();
    }

    static List<AccessTable.Cell> cells() {
        return AccessTable.cells();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void answersAsTheTableSays(AccessTable.Cell cell) {
        Answer answer = cell.endsTheLogin()
                ? callAsNewUser(cell)
                : call(cell, cell.caller().id(), token(cell.caller()));
        assertThat(answer.status()).as("%s", answer).isEqualTo(cell.status());
        if (cell.status() >= 400) {
            assertThat(answer.text("error.code")).isEqualTo(codeOf(cell));
        }
    }

    @Test
    void coversEveryRoute() {
        TreeSet<String> served = new TreeSet<>(node.bean(Router.class)
                .uriRoutes()
                .filter(route -> route.getAnnotationMetadata().hasAnnotation(RequiresOperation.class))
                .filter(route -> !route.getHttpMethodName().equals("HEAD"))
                .map(route -> route.getHttpMethodName() + " " + pathOf(route))
                .toList());
        assertThat(served).isNotEmpty();
        served.removeIf(route -> cells().stream().anyMatch(cell -> cell.isOf(route)));
        assertThat(served).as("routes without a row in AccessTable").isEmpty();
    }

    /** Escaped path segments that are no valid id: too long, of a wrong form, or with forbidden characters. */
    static List<String> invalidIds() {
        return List.of(
                "x".repeat(129),
                "x".repeat(2_000),
                "sess_789012",
                "msg_",
                "file_1",
                "no%20id",
                "%00",
                "a%00",
                "%0D%0A",
                "%E5%AE%A2",
                "%F0%9F%98%80",
                "%ED%A0%80",
                "%FF",
                "a%2Fb",
                "a%5Cb",
                "a,b",
                "a;b=c",
                "a'b",
                "%7Bx%7D",
                "%25",
                "%252e",
                "*",
                "%3F",
                "%23");
    }

    /** Takes the caller and the body for each route from its row in {@link AccessTable}. */
    @ParameterizedTest
    @MethodSource("invalidIds")
    void answersAnInvalidIdInAPathWithNotFound(String id) {
        List<UriRouteInfo<?, ?>> routes = node.bean(Router.class)
                .uriRoutes()
                .filter(route -> route.getAnnotationMetadata().hasAnnotation(RequiresOperation.class))
                .filter(route -> route.getUriMatchTemplate().toPathString().contains("{"))
                .<UriRouteInfo<?, ?>>map(route -> route)
                .toList();
        assertThat(routes).isNotEmpty();
        for (UriRouteInfo<?, ?> route : routes) {
            String template = pathOf(route);
            String method = route.getHttpMethodName();
            AccessTable.Cell allowed = cells().stream()
                    .filter(cell -> cell.isOf((method.equals("HEAD") ? "GET" : method) + " " + template))
                    .filter(cell -> cell.status() < 300 || cell.status() == 404 || cell.status() == 409)
                    .findFirst()
                    .orElseThrow();
            String name = template.replaceAll(".*\\{(.*?)_id}.*", "$1");
            AccessTable.Cell cell = new AccessTable.Cell(
                    allowed.caller(), method, template.replaceAll("\\{.*?}", id), allowed.body(), 404, false, "");
            Answer answer = call(cell, cell.caller().id(), token(cell.caller()));
            assertThat(answer.status()).as("%s %s", cell, answer).isEqualTo(404);
            if (!method.equals("HEAD")) {
                assertThat(answer.text("error.code"))
                        .as("%s", cell)
                        .isEqualTo(name.toUpperCase(Locale.ROOT) + "_NOT_FOUND");
            }
        }
    }

    @Test
    void letsOnlyAdminsEraseOtherUsers() {
        staff.customer("doomed");
        String path = "/api/users/doomed";
        assertThat(erase(token(Caller.KEFU), path)).isEqualTo(403);
        assertThat(erase(token(Caller.CUSTOMER), path)).isEqualTo(404);
        assertThat(erase(token(Caller.ADMIN), path)).isEqualTo(200);
        assertThat(erase(token(Caller.ADMIN), path)).isEqualTo(404);
    }

    private static int erase(@Nullable String token, String path) {
        return api.call("DELETE", path).as(token).send().status();
    }

    @Test
    void answersForHiddenObjectsAsForMissingOnes() {
        String customer = token(Caller.CUSTOMER);
        String kefu = token(Caller.KEFU);
        assertSameResponse(customer, "/api/users/customer2", "/api/users/nobody");
        assertSameResponse(customer, "/api/users/kefu1", "/api/users/nobody");
        assertSameResponse(customer, "/api/messages/history/customer2", "/api/messages/history/nobody");
        assertSameResponse(kefu, "/api/messages/history/customer2", "/api/messages/history/nobody");
        assertSameResponse(customer, "/api/sessions/" + otherSession, "/api/sessions/sess_0123456789abcdef01234567");
        assertSameResponse(
                customer, "/api/files/" + files.get("other-file"), "/api/files/file_0123456789abcdef01234567");
        assertSameResponse(kefu, "/api/files/" + files.get("own-file") + "/info", "/api/files/file_123456/info");
        assertSameResponse(customer, "/api/sessions/user/customer2", "/api/sessions/user/nobody");
    }

    private static void assertSameResponse(@Nullable String token, String hidden, String absent) {
        assertThat(ComparableAnswer.of(api.get(token, hidden))).isEqualTo(ComparableAnswer.of(api.get(token, absent)));
    }

    private static Answer callAsNewUser(AccessTable.Cell cell) {
        String id = "new" + created++;
        @Nullable
        String token = switch (cell.caller()) {
            case ANYONE -> null;
            case CUSTOMER -> staff.customer(id);
            case KEFU -> staff.kefu(id);
            case ADMIN -> staff.secondAdmin(id);
        };
        return call(cell, id, token);
    }

    private static Answer call(AccessTable.Cell cell, String self, @Nullable String token) {
        Api.Call call = api.call(cell.method(), fill(cell.path(), self)).as(token);
        return switch (cell.body()) {
            case "" -> call.send();
            case "a file" ->
                call.form(MultipartForm.file("a.txt", "text").field("category", "file"))
                        .send();
            case "no file" ->
                call.form(new MultipartForm().field("category", "file")).send();
            default -> call.json(fill(cell.body(), self)).send();
        };
    }

    private static String createFile(String name) {
        String token = fileOwners.get(name);
        String id = api.call("POST", "/api/files/upload")
                .as(token)
                .form(MultipartForm.file("a.txt", "text"))
                .send()
                .text("file_id");
        if (!name.equals("own-file")) {
            Answer sent = api.post(
                    token,
                    "/api/messages/send",
                    "{\"to_user_id\": \"support\", \"content\": \"%s\", \"msg_type\": \"file\"}".formatted(id));
            assertThat(sent.status()).as("%s", sent).isEqualTo(200);
        }
        return id;
    }

    private static String fill(String text, String self) {
        for (Map.Entry<String, String> file : files.entrySet()) {
            if (text.contains("{new-" + file.getKey() + "}")) {
                return text.replace("{new-" + file.getKey() + "}", createFile(file.getKey()));
            }
            if (text.contains("{" + file.getKey() + "}")) {
                return text.replace("{" + file.getKey() + "}", file.getValue());
            }
        }
        return text.replace("{self}", self)
                .replace("{own-session}", ownSession)
                .replace("{other-session}", otherSession)
                .replace("{other-reply}", otherReply)
                .replace("{shared-reply}", sharedReply)
                .replace("{new}", "made" + created++);
    }

    private static @Nullable String token(Caller who) {
        return TOKENS.get(who);
    }

    private static String openFor(String customer, @Nullable String kefu) {
        return api.post(kefu, "/api/sessions", "{\"user_id\": \"%s\"}".formatted(customer))
                .text("session_id");
    }

    private static String codeOf(AccessTable.Cell cell) {
        return switch (cell.status()) {
            case 400 -> "INVALID_PARAMETER";
            case 401 -> "UNAUTHORIZED";
            case 403 -> "FORBIDDEN";
            case 409 -> cell.code().equals("SESSION_CLOSED") ? cell.code() : "CONFLICT";
            default -> cell.code().endsWith("_NOT_FOUND") ? cell.code() : absent(cell.path()) + "_NOT_FOUND";
        };
    }

    private static String absent(String path) {
        if (path.contains("nowhere")) {
            return "ROUTE";
        }
        if (path.startsWith("/api/sessions/") && !path.contains("/user/")) {
            return "SESSION";
        }
        if (path.startsWith("/api/files/")) {
            return "FILE";
        }
        if (path.startsWith("/api/replies/")) {
            return "REPLY";
        }
        if (path.startsWith("/api/blocks/")) {
            return "BLOCK";
        }
        return path.endsWith("/recall") || path.endsWith("/read") ? "MESSAGE" : "USER";
    }

    /** The path of a route with the names of its variables, without the patterns that they match. */
    private static String pathOf(UriRouteInfo<?, ?> route) {
        return route.getUriMatchTemplate().toPathString().replaceAll(":[^{}]+}", "}");
    }
}
