package io.kefu.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.access.Operation;
import io.kefu.application.auth.testing.InMemoryKnownAddresses;
import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.session.port.Desk;
import io.kefu.application.session.testing.InMemoryDesk;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.UserId;
import io.kefu.rest.RestServer.Answer;
import io.kefu.rest.security.RequiresOperation;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks which callers each route admits, and in which order a request is checked. */
class AccessTest {
    private static final String BROKEN_JSON = "{";
    private static RestServer server;

    @BeforeAll
    static void start() {
        server = new RestServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** A route of the API and the operation that it asks for. */
    record Route(String method, String path, Operation operation) {}

    static List<Route> routes() {
        try (RestServer any = new RestServer()) {
            return routesOf(any).toList();
        }
    }

    private static final Set<Operation> OF_SOCKETS =
            EnumSet.of(Operation.CONNECT, Operation.PING, Operation.RESUME, Operation.TYPE, Operation.USE_ROOMS);

    /** Operations that a route asks for in addition, depending on the body of the request. */
    private static final Set<Operation> OF_BODIES = EnumSet.of(Operation.BLOCK_NETWORK);

    static Stream<Route> routesOf(RestServer from) {
        return from.bean(Router.class)
                .uriRoutes()
                .filter(route -> route.getAnnotationMetadata().hasAnnotation(RequiresOperation.class))
                .filter(route -> !route.getHttpMethodName().equals("HEAD"))
                .map(AccessTest::route)
                .distinct();
    }

    private static Route route(UriRouteInfo<?, ?> route) {
        return new Route(
                route.getHttpMethodName(),
                pathOf(route),
                route.getAnnotationMetadata()
                        .enumValue(RequiresOperation.class, Operation.class)
                        .orElseThrow());
    }

    @Test
    void everyOperationOfTheApiHasARoute() {
        Set<Operation> without = EnumSet.complementOf(EnumSet.copyOf(OF_SOCKETS));
        without.removeAll(OF_BODIES);
        routes().forEach(route -> without.remove(route.operation()));
        assertThat(without)
                .as("operations that no route requires: annotate the route with @RequiresOperation(Operation...)")
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("routes")
    void aRouteAdmitsTheRolesOfItsOperation(Route route) {
        assertThat(isAdmitted(route, null)).isEqualTo(route.operation().isOpen());
        assertThat(isAdmitted(route, RestServer.CUSTOMER))
                .isEqualTo(route.operation().isFor(Role.CUSTOMER));
        assertThat(isAdmitted(route, RestServer.KEFU))
                .isEqualTo(route.operation().isFor(Role.KEFU));
        assertThat(isAdmitted(route, RestServer.ADMIN))
                .isEqualTo(route.operation().isFor(Role.ADMIN));
    }

    /** A refused request counts too. */
    @ParameterizedTest
    @CsvSource({
        "GET, /api/users/user123, user123",
        "GET, /api/users/user123, somebody-else",
        "GET, /api/users/nobody, user123",
        "GET, /api/users, user123",
        "GET, /api/sessions/active, user123",
        "GET, /api/messages/latest?count=0, user123",
        "POST, /api/messages/send, user123",
        "POST, /api/users, user123",
    })
    void everyRequestOfAWaitingCustomerIsASignOfLife(String method, String path, String named) {
        InMemoryDesk desk = server.bean(InMemoryDesk.class);
        Instant opened = server.bean(InstantSource.class).instant().minus(Duration.ofHours(1));
        SessionId session = SessionId.of(ConversationIds.ofCustomer(RestServer.CUSTOMER), "waiting0");
        desk.open(new Desk.Opening(session, RestServer.CUSTOMER, Session.DEFAULT_TYPE, null, opened));
        RestServer.Call call = server.call(method, path).as(RestServer.CUSTOMER).header("X-User-ID", named);
        (method.equals("GET") ? call : call.json(BROKEN_JSON)).send();
        assertThat(desk.abandoned(opened.plus(Duration.ofMinutes(59)), 1)).isEmpty();
        desk.remove(session);
    }

    private static RestServer.Call broken(Route route, RestServer.Call call) {
        if (route.operation() == Operation.UPLOAD_FILE) {
            return call.body("multipart/form-data; boundary=x", "");
        }
        return route.method().equals("GET") ? call : call.json(BROKEN_JSON);
    }

    /** Whether the caller is admitted. The content is invalid, so an admitted request is answered with 400 or 404 or is served. */
    private static boolean isAdmitted(Route route, @Nullable UserId caller) {
        if (route.operation() == Operation.LOG_OUT && caller != null) {
            return true;
        }
        String path = route.path().replaceAll("\\{.*?}", "a%20b");
        RestServer.Call call = server.call(route.method(), path).as(caller);
        Answer answer = broken(route, call).send();
        if (answer.status() == 401) {
            assertThat(caller).isNull();
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
            return false;
        }
        if (answer.status() == 403) {
            return false;
        }
        assertThat(answer.status()).as("%s", answer.body()).isIn(200, 400, 404);
        return true;
    }

    @Test
    void contentIsCheckedAfterTheLogin() {
        assertThat(server.post(null, "/api/messages/send", BROKEN_JSON).status())
                .isEqualTo(401);
        assertThat(server.get(null, "/api/users?page=x").status()).isEqualTo(401);
        assertThat(server.get(null, "/api/users/a%20b").status()).isEqualTo(401);
        assertThat(server.get(RestServer.CUSTOMER, "/api/users?page=x").status())
                .isEqualTo(403);
        assertThat(server.post(RestServer.CUSTOMER, "/api/auth/kefu/logout", BROKEN_JSON)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aRouteWithoutAnOperationIsRefusedToAll() {
        assertThat(server.get(null, "/api/stray").status()).isEqualTo(403);
        assertThat(server.get(RestServer.ADMIN, "/api/stray").status()).isEqualTo(403);
        assertThat(server.get(RestServer.ADMIN, "/stray").status()).isEqualTo(403);
        assertThat(server.get(null, "/stray").status()).isEqualTo(403);
        assertThat(server.get(null, "/health/liveness").body()).isEqualTo("alive");
    }

    @Test
    void metricsArePublicUnlessATokenIsConfigured() {
        assertThat(server.get(null, "/prometheus").body()).isEqualTo("metrics");
        try (RestServer guarded = new RestServer(Map.of("metrics.token", "s3cret"))) {
            assertThat(guarded.get(null, "/prometheus").status()).isEqualTo(401);
            assertThat(guarded.get(RestServer.ADMIN, "/prometheus").status()).isEqualTo(401);
            Answer answer = guarded.call("GET", "/prometheus")
                    .header("Authorization", "Bearer s3cret")
                    .send();
            assertThat(answer.body()).isEqualTo("metrics");
        }
    }

    @Test
    void tooManyRequestsAreRefused() {
        Map<String, Object> settings = Map.of(
                "kefu.limits.enabled",
                true,
                "kefu.limits.requests-per-minute-of-user",
                5,
                "kefu.limits.requests-per-minute-of-address",
                3,
                "kefu.http.trusted-proxies",
                List.of("127.0.0.0/8", "::1"));
        try (RestServer limited = new RestServer(settings)) {
            for (int i = 0; i < 5; i++) {
                assertThat(limited.get(RestServer.CUSTOMER, "/api/users/user123")
                                .status())
                        .isEqualTo(200);
            }
            Answer sixth = limited.get(RestServer.CUSTOMER, "/api/users/user123");
            assertThat(sixth.status()).isEqualTo(429);
            assertThat(sixth.text("error.code")).isEqualTo("RATE_LIMITED");
            assertThat(Integer.parseInt(String.valueOf(sixth.header("Retry-After"))))
                    .isBetween(1, 13);
            assertThat(limited.get(RestServer.KEFU, "/api/users/user123").status())
                    .isEqualTo(200);
            assertThat(statusFrom(limited, "203.0.113.1")).isEqualTo(401);
            assertThat(statusFrom(limited, "203.0.113.1")).isEqualTo(401);
            assertThat(statusFrom(limited, "203.0.113.1")).isEqualTo(401);
            assertThat(statusFrom(limited, "198.51.100.9, 203.0.113.1")).isEqualTo(429);
            assertThat(statusFrom(limited, "203.0.113.1, 198.51.100.9")).isEqualTo(401);
            assertThat(limited.get(null, "/api/health").status()).isEqualTo(200);
        }
    }

    private static int statusFrom(RestServer limited, String forwardedFor) {
        return limited.call("GET", "/api/users")
                .header("X-Forwarded-For", forwardedFor)
                .send()
                .status();
    }

    @Test
    void onlyTrustedProxiesNameTheAddress() {
        String login = "{\"kefu_id\":\"kefu001\",\"password\":\"password123\"}";
        Answer answer = server.call("POST", "/api/auth/kefu/login")
                .header("X-Forwarded-For", "203.0.113.77")
                .json(login)
                .send();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(isKnown(server, "203.0.113.77")).isFalse();
        try (RestServer proxied =
                new RestServer(Map.of("kefu.http.trusted-proxies", List.of("127.0.0.1", "::1", "10.0.0.0/8")))) {
            proxied.call("POST", "/api/auth/kefu/login")
                    .header("X-Forwarded-For", "192.0.2.1, 203.0.113.77, 10.1.2.3")
                    .json(login)
                    .send();
            assertThat(isKnown(proxied, "203.0.113.77")).isTrue();
        }
    }

    private static boolean isKnown(RestServer at, String address) {
        return at.bean(InMemoryKnownAddresses.class).isKnown(RestServer.KEFU, address);
    }

    /** The path of a route with the names of its variables, without the patterns that they match. */
    private static String pathOf(UriRouteInfo<?, ?> route) {
        return route.getUriMatchTemplate().toPathString().replaceAll(":[^{}]+}", "}");
    }
}
