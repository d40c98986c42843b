package io.kefu.bootstrap.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Keeps the id of the thread's current trace in the logging context. */
record TraceIdInLogs(ContextStorage threads) implements ContextStorage {
    /** The key of the id in the logging context. */
    static final String MDC_KEY = "trace_id";

    /** Applies to the whole JVM. OpenTelemetry ignores calls after the first use of a context. */
    static void install() {
        ContextStorage.addWrapper(TraceIdInLogs::new);
    }

    @Override
    public Scope attach(Context next) {
        Scope scope = threads.attach(next);
        @Nullable String before = MDC.get(MDC_KEY);
        SpanContext trace = Span.fromContext(next).getSpanContext();
        put(trace.isValid() ? trace.getTraceId() : null);
        return () -> {
            put(before);
            scope.close();
        };
    }

    private static void put(@Nullable String traceId) {
        if (traceId == null) {
            MDC.remove(MDC_KEY);
        } else {
            MDC.put(MDC_KEY, traceId);
        }
    }

    @Override
    public @Nullable Context current() {
        return threads.current();
    }
}
