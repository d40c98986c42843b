package io.kefu.websocket.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kefu.websocket.frame.FrameType;
import io.kefu.websocket.frame.ServerFrame;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Tests that the span of a frame always ends. */
class SocketSpansTest {
    private final InMemorySpanExporter ended = InMemorySpanExporter.create();
    private final Tracer tracer = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(ended))
            .build()
            .get("test");
    private final IllegalStateException failure = new IllegalStateException("expected");

    @Test
    void theSpanEndsWithTheStage() {
        CompletableFuture<String> handled = new CompletableFuture<>();
        traced(() -> handled, result -> Optional.empty());
        assertThat(statuses()).isEmpty();
        handled.complete("result");
        assertThat(statuses()).containsExactly(StatusCode.UNSET);
    }

    @Test
    void theSpanEndsIfTheHandlingThrowsAtOnce() {
        Supplier<CompletionStage<String>> throwing = () -> {
            throw failure;
        };
        assertThatThrownBy(() -> traced(throwing, result -> Optional.empty())).isSameAs(failure);
        assertThat(statuses()).containsExactly(StatusCode.ERROR);
    }

    @Test
    void theSpanEndsIfTheAnswerCannotBeRead() {
        traced(() -> CompletableFuture.completedStage("result"), result -> {
            throw failure;
        });
        assertThat(statuses()).hasSize(1);
    }

    private void traced(Supplier<CompletionStage<String>> handle, Function<String, Optional<ServerFrame>> answer) {
        var unused = new SocketSpans(tracer).frame(FrameType.PING, "connection", handle, answer);
    }

    private List<StatusCode> statuses() {
        return ended.getFinishedSpanItems().stream()
                .map(span -> span.getStatus().getStatusCode())
                .toList();
    }
}
