package io.kefu.bootstrap.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

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
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls the service's API to prepare what is then measured. */
final class Rest implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.createDefault();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI service;

    Rest(int port) {
        service = URI.create("http://127.0.0.1:" + port);
    }

    /** Posts, and fails unless it succeeds. */
    JsonNode post(@Nullable String token, String path, Map<String, ?> body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.resolve(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json");
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            String json = JSON.writeValueAsString(body);
            HttpResponse<String> answer =
                    http.send(request.POST(BodyPublishers.ofString(json)).build(), BodyHandlers.ofString(UTF_8));
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
            }
            return requireNonNull(JSON.readValue(answer.body(), JsonNode.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static String text(JsonNode object, String field) {
        return requireNonNull(object.get(field), field).coerceStringValue();
    }

    @Override
    public void close() {
        http.close();
    }
}
