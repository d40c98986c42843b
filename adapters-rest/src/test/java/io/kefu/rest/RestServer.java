package io.kefu.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kefu.application.access.AccessToken;
import io.kefu.application.access.Principal;
import io.kefu.application.access.testing.InMemoryTokenStore;
import io.kefu.application.user.testing.InMemoryUserStore;
import io.kefu.domain.user.Profile;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import io.micronaut.context.ApplicationContext;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The HTTP server on a free port, with use cases over fakes in memory. It has one user of each role, who is logged in. */
final class RestServer implements AutoCloseable {
    static final UserId CUSTOMER = new UserId("user123");
    static final UserId KEFU = new UserId("kefu001");
    static final UserId ADMIN = new UserId("boss");
    static final String PASSWORD = "password123";

    private final EmbeddedServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    RestServer(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(Map.of(
                "micronaut.server.port",
                -1,
                "micronaut.serde.property-naming-strategy",
                "SNAKE_CASE",
                "micronaut.server.max-request-buffer-size",
                "1200KB",
                "micronaut.server.cors.localhost-pass-through",
                true,
                "micronaut.router.static-resources.swagger.mapping",
                "/swagger/**",
                "micronaut.router.static-resources.swagger.paths",
                "classpath:META-INF/swagger",
                "micronaut.router.static-resources.swagger-ui.mapping",
                "/swagger-ui/**",
                "micronaut.router.static-resources.swagger-ui.paths",
                "classpath:META-INF/swagger/views/swagger-ui",
                "kefu.limits.enabled",
                false));
        all.putAll(settings);
        this.server = ApplicationContext.run(EmbeddedServer.class, all);
        make(CUSTOMER, Role.CUSTOMER, "李四");
        make(KEFU, Role.KEFU, "客服小明");
        make(ADMIN, Role.ADMIN, "老板");
    }

    RestServer() {
        this(Map.of());
    }

    private void make(UserId id, Role role, String name) {
        User user = User.created(id, role, Profile.named(name), User.Service.DEFAULT, Stubs.NOW);
        bean(InMemoryUserStore.class)
                .create(user, Optional.of("hash of " + PASSWORD).filter(hash -> role.isStaff()));
        bean(InMemoryTokenStore.class).issue(token(id).digest(), new Principal(id, role, name), Duration.ofDays(1));
    }

    /** The access token of one of the users. */
    static AccessToken token(UserId id) {
        return AccessToken.of(id, "0123456789abcdefghijklmnopqrstuv");
    }

    <T> T bean(Class<T> type) {
        return server.getApplicationContext().getBean(type);
    }

    ApplicationContext context() {
        return server.getApplicationContext();
    }

    int port() {
        return server.getPort();
    }

    Call call(String method, String path) {
        return new Call(method, path);
    }

    Answer get(@Nullable UserId caller, String path) {
        return call("GET", path).as(caller).send();
    }

    Answer post(@Nullable UserId caller, String path, String json) {
        return call("POST", path).as(caller).json(json).send();
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }

    /** A request that is being built. */
    final class Call {
        private final HttpRequest.Builder request;
        private final String method;
        private HttpRequest.BodyPublisher body = BodyPublishers.noBody();

        private Call(String method, String path) {
            this.method = method;
            this.request = HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path))
                    .timeout(Duration.ofSeconds(20));
        }

        Call as(@Nullable UserId caller) {
            return caller == null
                    ? this
                    : header("Authorization", "Bearer " + token(caller).value());
        }

        Call header(String name, String value) {
            request.header(name, value);
            return this;
        }

        Call json(String json) {
            return body("application/json", json);
        }

        Call body(String type, String text) {
            request.header("Content-Type", type);
            body = BodyPublishers.ofString(text);
            return this;
        }

        Answer send() {
            try {
                return new Answer(
                        client.send(request.method(method, body).build(), BodyHandlers.ofString(UTF_8)),
                        bean(JsonMapper.class));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** The answer to a request. */
    record Answer(HttpResponse<String> response, JsonMapper mapper) {
        int status() {
            return response.statusCode();
        }

        String body() {
            return response.body();
        }

        @Nullable
        String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        JsonNode json() {
            try {
                return Objects.requireNonNull(mapper.readValue(body(), JsonNode.class));
            } catch (IOException e) {
                throw new UncheckedIOException(body(), e);
            }
        }

        /** The node at a path such as {@code error.details}; a null node if there is none. */
        JsonNode node(String path) {
            JsonNode node = json();
            for (String step : path.split("\\.", -1)) {
                @Nullable JsonNode next = step.matches("\\d+") ? node.get(Integer.parseInt(step)) : node.get(step);
                node = next == null ? JsonNode.nullNode() : next;
            }
            return node;
        }

        /** The text at a path such as {@code error.code}; empty if there is none. */
        String text(String path) {
            JsonNode node = node(path);
            return node.isNull() ? "" : node.coerceStringValue();
        }
    }
}
