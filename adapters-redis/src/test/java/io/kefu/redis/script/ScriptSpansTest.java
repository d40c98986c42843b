package io.kefu.redis.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Tests that the span of a call always ends. */
class ScriptSpansTest {
    private final InMemorySpanExporter ended = InMemorySpanExporter.create();
    private final Tracer tracer = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(ended))
            .build()
            .get("test");
    private final IllegalStateException failure = new IllegalStateException("expected");

    @Test
    void theSpanEndsWithTheAnswer() {
        CompletableFuture<String> answer = new CompletableFuture<>();
        CompletionStage<String> traced = traced(() -> answer);
        assertThat(statuses()).isEmpty();
        answer.complete("answer");
        assertThat(traced).isCompletedWithValue("answer");
        assertThat(statuses()).containsExactly(StatusCode.UNSET);
    }

    @Test
    void theSpanEndsWithAFailure() {
        assertThat(traced(() -> CompletableFuture.failedStage(failure))).isCompletedExceptionally();
        assertThat(statuses()).containsExactly(StatusCode.ERROR);
    }

    @Test
    void theSpanEndsIfTheCallThrowsAtOnce() {
        assertThatThrownBy(() -> traced(() -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(statuses()).containsExactly(StatusCode.ERROR);
    }

    private CompletionStage<String> traced(Supplier<CompletionStage<String>> call) {
        // A script has a span only within another one.
        return Context.root()
                .with(tracer.spanBuilder("parent").startSpan())
                .wrapSupplier(() -> new ScriptSpans(tracer, "script").trace(call))
                .get();
    }

    private List<StatusCode> statuses() {
        return ended.getFinishedSpanItems().stream()
                .map(span -> span.getStatus().getStatusCode())
                .toList();
    }
}
