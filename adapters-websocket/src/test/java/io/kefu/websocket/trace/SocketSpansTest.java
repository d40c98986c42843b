package io.kefu.websocket.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kefu.websocket.frame.FrameType;
import io.kefu.websocket.frame.ServerFrame;
import io.opentelemetry.api.trace.StatusCode;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Tests that the span of a frame always ends. */
class SocketSpansTest {
    private final EndedSpans ended = new EndedSpans();
    private final IllegalStateException failure = new IllegalStateException("expected");

    @Test
    void theSpanEndsWithTheStage() {
        CompletableFuture<String> handled = new CompletableFuture<>();
        traced(() -> handled, result -> Optional.empty());
        assertThat(ended.statuses).isEmpty();
        handled.complete("result");
        assertThat(ended.statuses).containsExactly(StatusCode.UNSET);
    }

    @Test
    void theSpanEndsIfTheHandlingThrowsAtOnce() {
        Supplier<CompletionStage<String>> throwing = () -> {
            throw failure;
        };
        assertThatThrownBy(() -> traced(throwing, result -> Optional.empty())).isSameAs(failure);
        assertThat(ended.statuses).containsExactly(StatusCode.ERROR);
    }

    @Test
    void theSpanEndsIfTheAnswerCannotBeRead() {
        traced(() -> CompletableFuture.completedStage("result"), result -> {
            throw failure;
        });
        assertThat(ended.statuses).hasSize(1);
    }

    private void traced(Supplier<CompletionStage<String>> handle, Function<String, Optional<ServerFrame>> answer) {
        var unused = new SocketSpans(ended).frame(FrameType.PING, "connection", handle, answer);
    }
}
