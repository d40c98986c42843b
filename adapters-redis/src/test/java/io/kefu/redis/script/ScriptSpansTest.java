package io.kefu.redis.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Tests that the span of a call always ends. */
class ScriptSpansTest {
    private final EndedSpans ended = new EndedSpans();
    private final IllegalStateException failure = new IllegalStateException("expected");

    @Test
    void theSpanEndsWithTheAnswer() {
        CompletableFuture<String> answer = new CompletableFuture<>();
        CompletionStage<String> traced = traced(() -> answer);
        assertThat(ended.statuses).isEmpty();
        answer.complete("answer");
        assertThat(traced).isCompletedWithValue("answer");
        assertThat(ended.statuses).containsExactly(StatusCode.UNSET);
    }

    @Test
    void theSpanEndsWithAFailure() {
        assertThat(traced(() -> CompletableFuture.failedStage(failure))).isCompletedExceptionally();
        assertThat(ended.statuses).containsExactly(StatusCode.ERROR);
    }

    @Test
    void theSpanEndsIfTheCallThrowsAtOnce() {
        assertThatThrownBy(() -> traced(() -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(ended.statuses).containsExactly(StatusCode.ERROR);
    }

    private CompletionStage<String> traced(Supplier<CompletionStage<String>> call) {
        return Context.root()
                .with(Span.wrap(EndedSpans.CONTEXT))
                .wrapSupplier(() -> new ScriptSpans(ended, "script").trace(call))
                .get();
    }
}
