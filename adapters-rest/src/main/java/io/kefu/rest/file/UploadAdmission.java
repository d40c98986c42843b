package io.kefu.rest.file;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.user.UserId;
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
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Refuses what can be refused of an upload before anything of it is read: one that is no form, or says itself that it is too
 * large, or is one too many at a time. Each may hold in memory what a form has besides its file, and a part on its way to a
 * bucket; its place is given back with the answer or with the connection, whichever comes first.
 */
@ServerFilter(UploadAdmission.ROUTE)
final class UploadAdmission implements Ordered {
    static final String ROUTE = "/api/files/upload";
    private static final Duration SOON = Duration.ofSeconds(1);

    private final int atOnce;
    private final long maxLength;
    private final Map<UserId, Integer> ofUsers = new HashMap<>();
    private int taken;

    UploadAdmission(UploadSettings settings, HttpServerConfiguration server) {
        this.maxLength = server.getMaxRequestSize();
        this.atOnce = settings.uploadsAtOnce();
    }

    @RequestFilter
    void admit(HttpRequest<?> request) {
        if (request.getMethod() == HttpMethod.POST && request instanceof NettyHttpRequest<?> received) {
            requireForm(request);
            // The server itself would leave lying what it does not take, and a client that first sends all would never
            // see the answer.
            if (request.getContentLength() > maxLength) {
                throw DomainException.of(ErrorCode.PAYLOAD_TOO_LARGE);
            }
            UserId user = Callers.of(request).id();
            take(user);
            Place place = new Place(
                    user, received.getChannelHandlerContext().channel().closeFuture());
            request.setAttribute(Place.class.getName(), place);
            place.connection.addListener(place);
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
    void giveBack(HttpRequest<?> request) {
        request.getAttribute(Place.class.getName(), Place.class).ifPresent(Place::giveBack);
    }

    private synchronized void take(UserId user) {
        if (taken >= atOnce) {
            throw DomainException.unavailable(SOON);
        }
        int own = ofUsers.getOrDefault(user, 0);
        if (own >= Math.max(1, atOnce / 2)) {
            throw DomainException.rateLimited(SOON);
        }
        ofUsers.put(user, own + 1);
        taken++;
    }

    private synchronized void giveBack(UserId user) {
        ofUsers.computeIfPresent(user, (key, own) -> own == 1 ? null : own - 1);
        taken--;
    }

    /** After it is known who calls. */
    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after();
    }

    private final class Place implements ChannelFutureListener {
        private final UserId user;
        private final ChannelFuture connection;
        private boolean isTaken = true;

        Place(UserId user, ChannelFuture connection) {
            this.user = user;
            this.connection = connection;
        }

        @Override
        public void operationComplete(ChannelFuture closed) {
            giveBackOnce();
        }

        void giveBack() {
            connection.removeListener(this);
            giveBackOnce();
        }

        private synchronized void giveBackOnce() {
            if (isTaken) {
                isTaken = false;
                UploadAdmission.this.giveBack(user);
            }
        }
    }
}
