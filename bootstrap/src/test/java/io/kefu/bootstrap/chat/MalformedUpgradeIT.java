package io.kefu.bootstrap.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.kefu.bootstrap.chat.ChatNode.TestUser;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Upgrade requests that violate RFC 6455 get an immediate error response. */
@Isolated("It reads the log of the whole JVM.")
class MalformedUpgradeIT {
    private static final Logger ROOT = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private static final String HOST = "Host: localhost";
    private static final String UPGRADE = "Upgrade: websocket";
    private static final String CONNECTION = "Connection: Upgrade";
    private static final String VERSION = "Sec-WebSocket-Version: 13";
    private static final String KEY = "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==";

    private static ChatNode node;
    private static TestUser customer;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeAll
    static void start() {
        node = new ChatNode(Map.of("kefu.limits.enabled", true, "kefu.limits.requests-per-minute-of-address", 10_000));
        customer = node.customer();
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @BeforeEach
    void watchLog() {
        log.start();
        ROOT.addAppender(log);
    }

    @AfterEach
    void nothingWasLogged() {
        ROOT.detachAppender(log);
        // The Redis driver of another test may still notice that its server has ended.
        assertThat(log.list)
                .noneMatch(event -> event.getLevel().isGreaterOrEqual(Level.WARN)
                        && !event.getLoggerName().startsWith("io.lettuce"));
    }

    private static String get(String... headers) {
        return "GET /ws/{id} HTTP/1.1\r\n" + String.join("\r\n", headers);
    }

    private static String keyed(String key) {
        return get(HOST, UPGRADE, CONNECTION, VERSION, "Sec-WebSocket-Key: " + key);
    }

    private static String versioned(String version) {
        return get(HOST, UPGRADE, CONNECTION, KEY, "Sec-WebSocket-Version: " + version);
    }

    private static String upgrading(String upgrade) {
        return get(HOST, "Upgrade: " + upgrade, CONNECTION, VERSION, KEY);
    }

    private static String extended(String extensions) {
        return get(HOST, UPGRADE, CONNECTION, VERSION, KEY, "Sec-WebSocket-Extensions: " + extensions);
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                arguments("no key", get(HOST, UPGRADE, CONNECTION, VERSION), 400),
                arguments("an empty key", keyed(""), 400),
                arguments("a short key", keyed("AAAA"), 400),
                arguments("a key of 15 bytes", keyed("AAAAAAAAAAAAAAAAAAAA"), 400),
                arguments("a key of 17 bytes", keyed("AAAAAAAAAAAAAAAAAAAAAAA="), 400),
                arguments("a long key", keyed("A".repeat(1_000)), 400),
                arguments("a key without padding", keyed("AAAAAAAAAAAAAAAAAAAAAA"), 400),
                arguments("a key that is no Base64", keyed("!!!!!!!!!!!!!!!!!!!!!!=="), 400),
                arguments("two keys", keyed("AAAAAAAAAAAAAAAAAAAAAA==\r\n" + KEY), 400),
                arguments("no version", get(HOST, UPGRADE, CONNECTION, KEY), 426),
                arguments("version 0", versioned("0"), 426),
                arguments("version 7", versioned("7"), 426),
                arguments("version 8", versioned("8"), 426),
                arguments("version 14", versioned("14"), 426),
                arguments("version abc", versioned("abc"), 426),
                arguments("an empty version", versioned(""), 426),
                arguments("a list of versions", versioned("13, 8"), 426),
                arguments("two versions", versioned("13\r\nSec-WebSocket-Version: 8"), 426),
                arguments("no upgrade", get(HOST), 426),
                arguments("no upgrade, but keep-alive", get(HOST, "Connection: keep-alive"), 426),
                arguments("another upgrade", upgrading("h2c"), 426),
                arguments("a list of upgrades", upgrading("h2c, websocket"), 400),
                arguments("a list that begins with it", upgrading("websocket, h2c"), 400),
                arguments("two upgrades", upgrading("websocket\r\nUpgrade: h2c"), 400),
                arguments("an upgrade twice", upgrading("websocket\r\nUpgrade: websocket"), 400),
                arguments("no connection header", get(HOST, UPGRADE, VERSION, KEY), 400),
                arguments("another connection header", get(HOST, UPGRADE, "Connection: keep-alive", VERSION, KEY), 400),
                arguments("no host", get(UPGRADE, CONNECTION, VERSION, KEY), 400),
                arguments("two hosts", get(HOST, "Host: other", UPGRADE, CONNECTION, VERSION, KEY), 400),
                arguments("HTTP/1.0", keyed("AAAAAAAAAAAAAAAAAAAAAA==").replace("HTTP/1.1", "HTTP/1.0"), 400),
                arguments("a body", keyed("AAAAAAAAAAAAAAAAAAAAAA==\r\nContent-Length: 5") + "{body}hello", 400),
                arguments("a body that does not come", keyed("AAAAAAAAAAAAAAAAAAAAAA==\r\nContent-Length: 5"), 400),
                arguments(
                        "a body in chunks",
                        keyed("AAAAAAAAAAAAAAAAAAAAAA==\r\nTransfer-Encoding: chunked") + "{body}1\r\nx\r\n",
                        400),
                arguments(
                        "a transfer encoding without chunks",
                        keyed("AAAAAAAAAAAAAAAAAAAAAA==\r\nTransfer-Encoding: identity"),
                        400),
                arguments("an extension of nothing", extended(";"), 400),
                arguments("a window of letters", extended("permessage-deflate; client_max_window_bits=abc"), 400));
    }

    /** Sends the request; the head and the body of the response. */
    private static String answer(String request, String credentials) throws IOException {
        String[] parts = request.replace("{id}", customer.id()).split("\\{body}", 2);
        try (RawSocket socket = RawSocket.connect(node.uri())) {
            socket.send(parts[0] + "\r\n" + credentials + "\r\n" + (parts.length == 1 ? "" : parts[1]));
            String head = socket.readHead();
            return hasBody(head, request) ? head + socket.readBody(head) : head;
        }
    }

    private static boolean hasBody(String head, String request) {
        return !request.startsWith("HEAD") && !head.startsWith("HTTP/1.1 101 ");
    }

    private static String valid() {
        return "Authorization: Bearer " + customer.token() + "\r\n";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void refusesItWithTheErrorBody(String name, String request, int status) throws IOException {
        String answer = answer(request, valid());
        assertThat(answer)
                .containsPattern("^HTTP/1\\.[01] " + status + " ")
                .contains("\"code\":\"INVALID_PARAMETER\"", "\"request_id\"");
        if (status == 426) {
            assertThat(answer).containsIgnoringCase("\r\nUpgrade: websocket\r\n");
            assertThat(answer).containsIgnoringCase("\r\nSec-WebSocket-Version: 13\r\n");
        }
        assertThat(answer(request, "Sec-WebSocket-Protocol: kefu.v1, bearer." + customer.token() + "\r\n"))
                .containsPattern("^HTTP/1\\.[01] " + status + " ");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void refusesAMissingLoginFirst(String name, String request, int status) throws IOException {
        for (String credentials : new String[] {
            "",
            "Authorization: Bearer tok_" + "x".repeat(34) + "\r\n",
            "Sec-WebSocket-Protocol: kefu.v1, bearer.nothing\r\n"
        }) {
            assertThat(answer(request, credentials))
                    .containsPattern("^HTTP/1\\.[01] 401 ")
                    .contains("\"code\":\"UNAUTHORIZED\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "HEAD", "OPTIONS", "DELETE", "PATCH", "TRACE", "BREW"})
    void refusesOtherMethods(String method) throws IOException {
        for (String credentials : new String[] {"", valid()}) {
            for (String headers :
                    new String[] {HOST, HOST + "\r\n" + UPGRADE + "\r\n" + CONNECTION + "\r\n" + VERSION + "\r\n" + KEY
                    }) {
                String answer = answer(method + " /ws/{id} HTTP/1.1\r\n" + headers, credentials);
                assertThat(answer).startsWith("HTTP/1.1 405 ");
                assertThat(answer).containsIgnoringCase("\r\nAllow: GET");
                if (!method.equals("HEAD")) {
                    assertThat(answer).contains("\"code\":\"METHOD_NOT_ALLOWED\"");
                }
            }
        }
    }

    @Test
    void refusesUnreadableRequests() throws IOException {
        String valid = get(HOST, UPGRADE, CONNECTION, VERSION, KEY);
        assertThat(answer(valid + "\r\nX-Broken: a\0b", valid())).startsWith("HTTP/1.1 400 ");
        assertThat(answer(valid.replace("{id}", "x".repeat(5_000)), valid())).containsPattern("^HTTP/1\\.[01] 414 ");
        assertThat(answer(valid + "\r\nX-Long: " + "x".repeat(9_000), valid())).startsWith("HTTP/1.1 431 ");
    }

    @Test
    void answersOtherPathsWithNotFound() throws IOException {
        String valid = get(HOST, UPGRADE, CONNECTION, VERSION, KEY);
        for (String path : new String[] {"/ws", "/ws/a/b", "/elsewhere", "/api/users"}) {
            assertThat(answer(valid.replace("/ws/{id}", path), valid()))
                    .startsWith("HTTP/1.1 404 ")
                    .contains("\"code\":\"ROUTE_NOT_FOUND\"");
        }
    }

    /** Ids of other systems contain such characters, and browsers do not escape all of them in a path. */
    @Test
    void acceptsUnescapedCharactersInThePath() throws IOException {
        String valid = get(HOST, UPGRADE, CONNECTION, VERSION, KEY);
        for (String id : new String[] {"auth0|5f7c8ec7", "auth0%7C5f7c8ec7", "a^b", "%zz", "john+tag@example.com"}) {
            assertThat(answer(valid.replace("{id}", id), valid())).startsWith("HTTP/1.1 403 ");
            assertThat(answer(
                            valid.replace("{id}", id),
                            "Sec-WebSocket-Protocol: kefu.v1, bearer." + customer.token() + "\r\n"))
                    .startsWith("HTTP/1.1 101 ");
        }
    }

    /** These headers are unusual, but the standard allows them. */
    @Test
    void acceptsUnusualButValidHeaders() throws IOException {
        for (String request : new String[] {
            get(HOST, "upgrade: WebSocket", "connection: keep-alive, UPGRADE", "sec-websocket-version: 13", KEY),
            get(HOST, UPGRADE, "Connection: keep-alive", CONNECTION, VERSION, KEY, "Content-Length: 0"),
            get(HOST, UPGRADE, CONNECTION, VERSION, KEY, "Sec-WebSocket-Extensions: unknown; a=b, x-other"),
            get(HOST, UPGRADE, CONNECTION, VERSION, KEY, "Sec-WebSocket-Extensions: permessage-deflate; no=1")
        }) {
            assertThat(answer(request, valid())).startsWith("HTTP/1.1 101 ");
        }
    }

    @Test
    void aSubprotocolMayStandInSeveralHeaders() throws IOException {
        assertThat(answer(
                        get(HOST, UPGRADE, CONNECTION, VERSION, KEY, "Sec-WebSocket-Protocol: kefu.v1"),
                        "Sec-WebSocket-Protocol: bearer." + customer.token() + "\r\n"))
                .startsWith("HTTP/1.1 101 ")
                .containsIgnoringCase("\r\nSec-WebSocket-Protocol: kefu.v1\r\n");
    }

    @Test
    void theTokenOfAnotherUserThanTheNamedOneIsRefused() throws IOException {
        String valid = get(HOST, UPGRADE, CONNECTION, VERSION, KEY);
        assertThat(answer(valid, valid() + "X-User-ID: " + customer.id() + "\r\n"))
                .startsWith("HTTP/1.1 101 ");
        assertThat(answer(valid, valid() + "X-User-ID: somebody-else\r\n"))
                .startsWith("HTTP/1.1 403 ")
                .contains("\"code\":\"FORBIDDEN\"");
    }

    @Test
    void anUpgradeWaitsUntilEarlierRequestsAreAnswered() throws IOException {
        String credentials = "Authorization: Bearer " + customer.token();
        try (RawSocket socket = RawSocket.connect(node.uri())) {
            socket.send("GET /api/users/" + customer.id() + " HTTP/1.1\r\n" + HOST + "\r\n" + credentials + "\r\n\r\n"
                    + RawSocket.handshake(customer.id(), credentials));
            assertThat(socket.readAnswer()).startsWith("HTTP/1.1 200 ").contains("\"user_id\"");
            assertThat(socket.readAnswer()).startsWith("HTTP/1.1 400 ");
            socket.send(RawSocket.handshake(customer.id(), credentials));
            assertThat(socket.readHead()).startsWith("HTTP/1.1 101 ");
        }
    }

    @Test
    void keepsTheConnectionAfterARefusal() throws IOException {
        try (RawSocket socket = RawSocket.connect(node.uri())) {
            socket.send("GET /ws/" + customer.id() + " HTTP/1.1\r\n" + HOST + "\r\n" + UPGRADE + "\r\n" + CONNECTION
                    + "\r\n" + VERSION + "\r\n" + valid() + "\r\n");
            assertThat(socket.readAnswer()).startsWith("HTTP/1.1 400 ");
            socket.send(RawSocket.handshake(customer.id(), "Authorization: Bearer " + customer.token()));
            assertThat(socket.readHead()).startsWith("HTTP/1.1 101 ");
            assertThat(socket.read().text()).contains("\"connected\"");
        }
    }
}
