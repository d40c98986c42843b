package io.kefu.bootstrap.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Calls a node over HTTP. */
public record Api(URI node) {
    static final HttpClient CLIENT = HttpClient.newHttpClient();

    static final JsonMapper JSON = JsonMapper.createDefault();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    public Answer get(@Nullable String token, String path) {
        return call("GET", path).as(token).send();
    }

    public Answer post(@Nullable String token, String path, String json) {
        return call("POST", path).as(token).json(json).send();
    }

    public Answer put(@Nullable String token, String path, String json) {
        return call("PUT", path).as(token).json(json).send();
    }

    public Answer delete(@Nullable String token, String path) {
        return call("DELETE", path).as(token).send();
    }

    public Call call(String method, String path) {
        return new Call(method, node.resolve(path));
    }

    /** A call before it is sent. */
    public static final class Call {
        private final String method;
        private final HttpRequest.Builder request;
        private HttpRequest.BodyPublisher body = BodyPublishers.noBody();

        private Call(String method, URI uri) {
            this.method = method;
            this.request = HttpRequest.newBuilder(uri).timeout(PATIENCE);
        }

        public Call as(@Nullable String token) {
            return token == null ? this : header("Authorization", "Bearer " + token);
        }

        public Call header(String name, String value) {
            request.header(name, value);
            return this;
        }

        public Call json(String json) {
            body = BodyPublishers.ofString(json);
            return header("Content-Type", "application/json");
        }

        public Call form(MultipartForm form) {
            body = BodyPublishers.ofByteArray(form.bytes());
            return header("Content-Type", form.type());
        }

        /** Sends the call, and returns the response with the bytes of its body. */
        HttpResponse<byte[]> sendForBytes() {
            return send(BodyHandlers.ofByteArray());
        }

        public Answer send() {
            return new Answer(send(BodyHandlers.ofString(UTF_8)));
        }

        private <T> HttpResponse<T> send(HttpResponse.BodyHandler<T> handler) {
            try {
                return CLIENT.send(request.method(method, body).build(), handler);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** A response. */
    public record Answer(HttpResponse<String> response) {
        public int status() {
            return response.statusCode();
        }

        public String body() {
            return response.body();
        }

        @Nullable
        String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        public JsonNode json() {
            return Api.json(body());
        }

        /** The text at a path such as {@code error.code}; empty if absent or null. */
        public String text(String path) {
            JsonNode node = node(path);
            return node.isNull() ? "" : node.coerceStringValue();
        }

        /** The value at a path such as {@code error.details}; JSON null if absent. */
        public JsonNode node(String path) {
            JsonNode node = json();
            for (String step : path.split("\\.", -1)) {
                @Nullable JsonNode next = node.get(step);
                node = next == null ? JsonNode.nullNode() : next;
            }
            return node;
        }

        @Override
        public String toString() {
            return response + " " + body();
        }
    }

    public static JsonNode json(String text) {
        try {
            return Objects.requireNonNull(JSON.readValue(text, JsonNode.class));
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }
}
