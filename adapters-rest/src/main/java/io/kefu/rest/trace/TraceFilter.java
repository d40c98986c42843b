package io.kefu.rest.trace;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.http.BasicHttpAttributes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.Optional;

/**
 * Makes a span for each request of the API, in the trace that the header {@code traceparent} names or in a new one. This bean
 * exists only while tracing is on. Spans have the template of the route and not the path, because paths and queries contain
 * ids of users and signatures.
 */
@ServerFilter("/api/**")
@Requires(beans = Tracer.class)
final class TraceFilter implements Ordered {
    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final String SPAN = TraceFilter.class.getName();

    private static final TextMapGetter<HttpRequest<?>> HEADERS =
            (request, name) -> request == null ? null : request.getHeaders().get(name);

    private final Tracer tracer;

    TraceFilter(Tracer tracer) {
        this.tracer = tracer;
    }

    @RequestFilter
    void begin(HttpRequest<?> request, MutablePropagatedContext propagated) {
        Context caller = W3CTraceContextPropagator.getInstance().extract(Context.root(), request, HEADERS);
        String method = request.getMethod().name();
        Optional<String> route = BasicHttpAttributes.getUriTemplate(request);
        Span span = tracer.spanBuilder(
                        route.map(template -> method + " " + template).orElse(method))
                .setParent(caller)
                .setSpanKind(SpanKind.SERVER)
                .setAttribute(METHOD, method)
                .startSpan();
        route.ifPresent(template -> span.setAttribute(ROUTE, template));
        request.setAttribute(SPAN, span);
        propagated.add(new CurrentTrace(caller.with(span)));
    }

    @ResponseFilter
    void end(HttpRequest<?> request, HttpResponse<?> response) {
        request.getAttribute(SPAN, Span.class).ifPresent(span -> {
            span.setAttribute(STATUS, (long) response.code());
            if (response.code() >= 500) {
                span.setStatus(StatusCode.ERROR);
            }
            span.end();
        });
    }

    /** Runs before all other request filters, so the spans of scripts that other filters run are in the trace. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
