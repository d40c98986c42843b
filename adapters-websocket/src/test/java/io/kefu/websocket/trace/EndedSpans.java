package io.kefu.websocket.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/** A tracer that records the status of each span that has ended. */
final class EndedSpans implements Tracer {
    static final SpanContext CONTEXT =
            SpanContext.create("1".repeat(32), "1".repeat(16), TraceFlags.getSampled(), TraceState.getDefault());

    final List<StatusCode> statuses = new ArrayList<>();

    @Override
    public SpanBuilder spanBuilder(String name) {
        return proxy(
                SpanBuilder.class,
                (builder, method, arguments) -> method.getName().equals("startSpan") ? span() : builder);
    }

    private Span span() {
        List<StatusCode> status = new ArrayList<>(List.of(StatusCode.UNSET));
        return proxy(Span.class, (span, method, arguments) -> switch (method.getName()) {
            case "getSpanContext" -> CONTEXT;
            case "setStatus" -> {
                status.add((StatusCode) arguments[0]);
                yield span;
            }
            case "end" -> {
                statuses.add(status.getLast());
                yield null;
            }
            default -> method.isDefault() ? InvocationHandler.invokeDefault(span, method, arguments) : span;
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
