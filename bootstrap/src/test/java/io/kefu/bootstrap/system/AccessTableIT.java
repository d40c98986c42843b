package io.kefu.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.KefuNode;
import io.kefu.bootstrap.system.AccessTable.Who;
import io.kefu.bootstrap.system.Api.Answer;
import io.kefu.rest.security.Asks;
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

/** Holds a running node against {@link AccessTable}, cell by cell. */
class AccessTableIT {
    private static final Map<Who, String> TOKENS = new EnumMap<>(Who.class);
    private static KefuNode node;
    private static Api api;
    private static TestAccounts staff;
    private static String ownSession;
    private static String otherSession;
    private static int made;
    /** Whose the files are, and those that no call changes. */
    private static final Map<String, String> people = new HashMap<>();

    private static final Map<String, String> files = new HashMap<>();

    @BeforeAll
    static void start() {
        node = KefuNode.start(Map.of());
        api = new Api(node.uri());
        staff = new TestAccounts(api);
        TOKENS.put(Who.ADMIN, staff.admin());
        staff.secondAdmin("admin2");
        String other = staff.kefu("kefu2");
        TOKENS.put(Who.KEFU, staff.kefu("kefu1"));
        TOKENS.put(Who.CUSTOMER, staff.customer("customer1"));
        String otherCustomer = staff.customer("customer2");
        ownSession = openFor("customer1", TOKENS.get(Who.KEFU));
        otherSession = openFor("customer2", other);
        people.put("own-file", TOKENS.get(Who.CUSTOMER));
        people.put("sent-file", TOKENS.get(Who.CUSTOMER));
        people.put("other-file", otherCustomer);
        people.forEach((name, token) -> files.put(name, made(name)));
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    static List<AccessTable.Cell> cells() {
        return AccessTable.cells();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void everyCellHolds(AccessTable.Cell cell) {
        Answer answer = cell.endsTheLogin()
                ? callAsSomebodyNew(cell)
                : call(cell, cell.who().id(), token(cell.who()));
        assertThat(answer.status()).as("%s", answer).isEqualTo(cell.status());
        if (cell.status() >= 400) {
            assertThat(answer.text("error.code")).isEqualTo(codeOf(cell));
        }
    }

    @Test
    void theTableNamesEveryRoute() {
        TreeSet<String> served = new TreeSet<>(node.bean(Router.class)
                .uriRoutes()
                .filter(route -> route.getAnnotationMetadata().hasAnnotation(Asks.class))
                .filter(route -> !route.getHttpMethodName().equals("HEAD"))
                .map(route -> route.getHttpMethodName() + " " + pathOf(route))
                .toList());
        assertThat(served).isNotEmpty();
        served.removeIf(route -> cells().stream().anyMatch(cell -> cell.isOf(route)));
        assertThat(served).as("routes without a row in AccessTable").isEmpty();
    }

    /** Ids that name nothing, as they stand in the path of a request: too long, of a wrong form, and of forbidden characters. */
    static List<String> noIds() {
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

    /** A route that is added needs a row in {@link AccessTable}, from which this test takes its caller and body. */
    @ParameterizedTest
    @MethodSource("noIds")
    void anIdInAPathThatNamesNothingIsNotFoundWhateverItsShape(String id) {
        List<UriRouteInfo<?, ?>> routes = node.bean(Router.class)
                .uriRoutes()
                .filter(route -> route.getAnnotationMetadata().hasAnnotation(Asks.class))
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
                    allowed.who(), method, template.replaceAll("\\{.*?}", id), allowed.body(), 404, false, "");
            Answer answer = call(cell, cell.who().id(), token(cell.who()));
            assertThat(answer.status()).as("%s %s", cell, answer).isEqualTo(404);
            if (!method.equals("HEAD")) {
                assertThat(answer.text("error.code"))
                        .as("%s", cell)
                        .isEqualTo(name.toUpperCase(Locale.ROOT) + "_NOT_FOUND");
            }
        }
    }

    @Test
    void anAdminErasesWhomTheyLikeButOnce() {
        staff.customer("doomed");
        String path = "/api/users/doomed";
        assertThat(erase(token(Who.KEFU), path)).isEqualTo(403);
        assertThat(erase(token(Who.CUSTOMER), path)).isEqualTo(404);
        assertThat(erase(token(Who.ADMIN), path)).isEqualTo(200);
        assertThat(erase(token(Who.ADMIN), path)).isEqualTo(404);
    }

    private static int erase(@Nullable String token, String path) {
        return api.call("DELETE", path).as(token).send().status();
    }

    @Test
    void whatMayNotBeSeenLooksLikeWhatIsNotThere() {
        String customer = token(Who.CUSTOMER);
        String kefu = token(Who.KEFU);
        assertAlike(customer, "/api/users/customer2", "/api/users/nobody");
        assertAlike(customer, "/api/users/kefu1", "/api/users/nobody");
        assertAlike(customer, "/api/messages/history/customer2", "/api/messages/history/nobody");
        assertAlike(kefu, "/api/messages/history/customer2", "/api/messages/history/nobody");
        assertAlike(customer, "/api/sessions/" + otherSession, "/api/sessions/sess_0123456789abcdef01234567");
        assertAlike(customer, "/api/files/" + files.get("other-file"), "/api/files/file_0123456789abcdef01234567");
        assertAlike(kefu, "/api/files/" + files.get("own-file") + "/info", "/api/files/file_123456/info");
        assertAlike(customer, "/api/sessions/user/customer2", "/api/sessions/user/nobody");
    }

    private static void assertAlike(@Nullable String token, String hidden, String absent) {
        assertThat(ComparableAnswer.of(api.get(token, hidden))).isEqualTo(ComparableAnswer.of(api.get(token, absent)));
    }

    private static Answer callAsSomebodyNew(AccessTable.Cell cell) {
        String id = "new" + made++;
        @Nullable
        String token = switch (cell.who()) {
            case ANYONE -> null;
            case CUSTOMER -> staff.customer(id);
            case KEFU -> staff.kefu(id);
            case ADMIN -> staff.secondAdmin(id);
        };
        return call(cell, id, token);
    }

    private static Answer call(AccessTable.Cell cell, String self, @Nullable String token) {
        Api.Call call = api.call(cell.method(), filled(cell.path(), self)).as(token);
        return switch (cell.body()) {
            case "" -> call.send();
            case "a file" ->
                call.form(MultipartForm.file("a.txt", "text").field("category", "file"))
                        .send();
            case "no file" ->
                call.form(new MultipartForm().field("category", "file")).send();
            default -> call.json(filled(cell.body(), self)).send();
        };
    }

    private static String made(String name) {
        String token = people.get(name);
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

    private static String filled(String text, String self) {
        for (Map.Entry<String, String> file : files.entrySet()) {
            if (text.contains("{new-" + file.getKey() + "}")) {
                return text.replace("{new-" + file.getKey() + "}", made(file.getKey()));
            }
            if (text.contains("{" + file.getKey() + "}")) {
                return text.replace("{" + file.getKey() + "}", file.getValue());
            }
        }
        return text.replace("{self}", self)
                .replace("{own-session}", ownSession)
                .replace("{other-session}", otherSession)
                .replace("{new}", "made" + made++);
    }

    private static @Nullable String token(Who who) {
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
        return path.endsWith("/recall") || path.endsWith("/read") ? "MESSAGE" : "USER";
    }

    /** The path of a route with the names of its variables, without the patterns that they match. */
    private static String pathOf(UriRouteInfo<?, ?> route) {
        return route.getUriMatchTemplate().toPathString().replaceAll(":[^{}]+}", "}");
    }
}
