package io.kefu.redis.script;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes a span for each call of one script within a trace. Used only while tracing is on. A call outside of a trace, for example
 * of a periodic task, gets no span. Arguments of scripts contain contents and names, so spans have none of them.
 */
public final class ScriptSpans {
    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("db.system.name");
    private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

    private final Tracer tracer;
    private final String name;

    ScriptSpans(Tracer tracer, String script) {
        this.tracer = tracer;
        this.name = "redis " + script;
    }

    /** The trace context of the calling thread as a W3C {@code traceparent}; empty if its trace is not recorded. */
    public static Optional<String> currentTrace() {
        SpanContext current = Span.current().getSpanContext();
        return current.isSampled()
                ? Optional.of("00-" + current.getTraceId() + "-" + current.getSpanId() + "-"
                        + current.getTraceFlags().asHex())
                : Optional.empty();
    }

    /** Makes the call. The stages that depend on the returned stage run in the trace of the calling thread. */
    <T> CompletionStage<T> trace(Supplier<CompletionStage<T>> call) {
        Context caller = Context.current();
        if (!Span.fromContext(caller).getSpanContext().isValid()) {
            return call.get();
        }
        Span span = tracer.spanBuilder(name)
                .setParent(caller)
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(SYSTEM, "redis")
                .startSpan();
        CompletableFuture<T> traced = new CompletableFuture<>();
        started(call, span).whenComplete((reply, failure) -> {
            end(span, failure);
            caller.wrap(() -> complete(traced, reply, failure)).run();
        });
        return traced;
    }

    private static <T> CompletionStage<T> started(Supplier<CompletionStage<T>> call, Span span) {
        try {
            return call.get();
        } catch (RuntimeException failure) {
            end(span, failure);
            throw failure;
        }
    }

    private static <T> void complete(CompletableFuture<T> traced, T reply, @Nullable Throwable failure) {
        if (failure == null) {
            traced.complete(reply);
        } else {
            traced.completeExceptionally(failure);
        }
    }

    private static void end(Span span, @Nullable Throwable failure) {
        if (failure != null) {
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            span.setStatus(StatusCode.ERROR);
            span.setAttribute(ERROR_TYPE, cause.getClass().getName());
        }
        span.end();
    }
}
