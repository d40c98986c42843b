package io.kefu.rest.security;

import io.kefu.application.access.Operation;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.ServerHttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.body.ByteBody;
import io.micronaut.http.body.ByteBody.SplitBackpressureMode;
import io.micronaut.http.body.CloseableAvailableByteBody;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.web.router.RouteAttributes;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Keeps bodies small, whatever the server takes for the sake of files. One that does not say how long it is, is read before it
 * goes on; where that ends, the server's {@code max-request-buffer-size} says. Uploads have a limit of their own.
 */
@ServerFilter("/api/**")
final class BodySizeFilter implements Ordered {
    private static final int MAX_BYTES = 65_536;

    /** Completes with the request itself, on its own channel's event loop, or fails with the refusal. */
    @RequestFilter
    CompletionStage<HttpRequest<?>> check(HttpRequest<?> request) {
        if (!(request instanceof ServerHttpRequest<?> received) || isUpload(request)) {
            return CompletableFuture.completedStage(request);
        }
        ByteBody body = received.byteBody();
        if (body.expectedLength().isPresent()) {
            return checked(request, body.expectedLength().getAsLong());
        }
        return body.split(SplitBackpressureMode.FASTEST).buffer().thenCompose(whole -> {
            try (CloseableAvailableByteBody read = whole) {
                return checked(request, read.length());
            }
        });
    }

    private static CompletionStage<HttpRequest<?>> checked(HttpRequest<?> request, long length) {
        return length > MAX_BYTES
                ? CompletableFuture.failedStage(DomainException.of(ErrorCode.PAYLOAD_TOO_LARGE))
                : CompletableFuture.completedStage(request);
    }

    private static boolean isUpload(HttpRequest<?> request) {
        return RouteAttributes.getRouteMatch(request)
                .flatMap(route -> route.getAnnotationMetadata().enumValue(Asks.class, Operation.class))
                .filter(operation -> operation == Operation.UPLOAD_FILE)
                .isPresent();
    }

    /** Of those who may call. */
    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after();
    }
}
