package io.kefu.rest.file;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.rest.security.Callers;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.http.server.HttpServerConfiguration;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.micronaut.web.router.RouteAttributes;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Refuses what can be refused of an upload before anything of it is read: one that is no form, or says itself that it is too
 * large, or finds no place. Its place is given back with the answer or with the connection, whichever comes first, but not
 * while a thread still reads it.
 */
@ServerFilter(UploadAdmission.ROUTE + "/**")
final class UploadAdmission implements Ordered {
    static final String ROUTE = "/api/files/upload";

    private final long maxLength;
    private final UploadPlaces places;

    UploadAdmission(UploadSettings settings, HttpServerConfiguration server) {
        this.maxLength = server.getMaxRequestSize();
        this.places = new UploadPlaces(settings.uploadsAtOnce());
    }

    /** The place of an upload that was let in. */
    static UploadPlaces.Place placeOf(HttpRequest<?> request) {
        return call(request).orElseThrow().place;
    }

    private static Optional<Call> call(HttpRequest<?> request) {
        return request.getAttribute(Call.class.getName(), Call.class);
    }

    @RequestFilter
    void admit(HttpRequest<?> request) {
        // The router refuses a request without a route, for example because of what it accepts.
        boolean hasRoute = RouteAttributes.getRouteMatch(request).isPresent();
        if (hasRoute && request.getMethod() == HttpMethod.POST && request instanceof NettyHttpRequest<?> received) {
            requireForm(request);
            // The server itself would leave lying what it does not take, and a client that first sends all would never
            // see the answer.
            if (request.getContentLength() > maxLength) {
                throw DomainException.of(ErrorCode.PAYLOAD_TOO_LARGE);
            }
            Call call = new Call(
                    places.take(Callers.of(request).id()),
                    received.getChannelHandlerContext().channel().closeFuture());
            request.setAttribute(Call.class.getName(), call);
            call.connection.addListener(call);
        }
    }

    /** The server would take a form without a boundary for one of another kind, with a field that is too large. */
    private static void requireForm(HttpRequest<?> request) {
        boolean isForm = request.getContentType()
                .filter(type -> type.getName().equals(MediaType.MULTIPART_FORM_DATA))
                .flatMap(type -> type.getParameters().get("boundary"))
                .filter(boundary -> !boundary.toString().isEmpty())
                .isPresent();
        if (!isForm) {
            throw DomainException.invalid("file", Reason.MALFORMED);
        }
    }

    @ResponseFilter
    void answered(HttpRequest<?> request) {
        call(request).ifPresent(Call::answered);
    }

    /** After it is known who calls. */
    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after();
    }

    private static final class Call implements ChannelFutureListener {
        final UploadPlaces.Place place;
        final ChannelFuture connection;
        private final AtomicBoolean isOver = new AtomicBoolean();

        Call(UploadPlaces.Place place, ChannelFuture connection) {
            this.place = place;
            this.connection = connection;
        }

        @Override
        public void operationComplete(ChannelFuture closed) {
            end();
        }

        void answered() {
            connection.removeListener(this);
            end();
        }

        private void end() {
            if (isOver.compareAndSet(false, true)) {
                place.release();
            }
        }
    }
}
