package io.kefu.websocket.upgrade;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.access.RecogniseToken;
import io.kefu.application.block.AdmitCall;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.error.Violation;
import io.kefu.websocket.socket.CloseCode;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.micronaut.web.router.RouteAttributes;
import io.netty.channel.EventLoop;
import java.net.URLDecoder;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Decides before the upgrade whether a request may open a socket. A refusal is an ordinary HTTP response, with one
 * exception: if the token came as a subprotocol and the login is refused, the request is upgraded and its socket closed
 * at once, because a page's script sees the code of a close frame, but not the status of an HTTP response.
 *
 * <p>The token is looked up without blocking, and the request continues on the socket's own event loop. On another
 * thread, the client's first messages could arrive before the socket has a handler for them.
 */
@ServerFilter("/ws/**")
final class UpgradeFilter {
    private static final String PATH = "/ws/";

    /** Names the user of the token, for clients that want to be sure not to use another user's token. */
    private static final String USER_HEADER = "X-User-ID";

    /** The request attribute that is true if the page may use the service. */
    private static final String ORIGIN_ADMITTED = "kefu.origin.admitted";

    /** The request attribute that is present if the client asked for no upgrade, or for another version. */
    private static final String UPGRADE_REQUIRED = "kefu.upgrade.required";

    private final RecogniseToken recogniseToken;
    private final AdmitCall admitCall;

    UpgradeFilter(RecogniseToken recogniseToken, AdmitCall admitCall) {
        this.recogniseToken = recogniseToken;
        this.admitCall = admitCall;
    }

    @RequestFilter
    CompletionStage<HttpRequest<?>> authenticate(HttpRequest<?> request) {
        if (RouteAttributes.getRouteMatch(request).isEmpty()) {
            // No route matches: another method, or a path below the path of a socket.
            return CompletableFuture.completedStage(request);
        }
        NettyHttpRequest<?> upgrade = (NettyHttpRequest<?>) request;
        EventLoop loop = upgrade.getChannelHandlerContext().channel().eventLoop();
        PresentedToken token = PresentedToken.of(upgrade.getNativeRequest().headers());
        return recogniseToken
                .recognise(token.text())
                .handleAsync((holder, failure) -> admit(upgrade, token, holder, failure), loop);
    }

    private HttpRequest<?> admit(
            NettyHttpRequest<?> request,
            PresentedToken token,
            Optional<Principal> holder,
            @Nullable Throwable failure) {
        if (failure != null) {
            throw new CompletionException(failure instanceof CompletionException ? failure.getCause() : failure);
        }
        Optional<DomainException> refusal = refusal(request, holder);
        Optional<Violation> fault = Handshake.fault(request.getNativeRequest());
        boolean isOriginAdmitted = isOriginAdmitted(request);
        if (refusal.isPresent() && isOriginAdmitted && fault.isEmpty() && token.isSubprotocol()) {
            request.setAttribute(DomainException.class.getName(), refusal.get());
            request.setAttribute(
                    Upgrade.REFUSAL,
                    switch (refusal.get().code()) {
                        case UNAUTHORIZED -> CloseCode.LOGGED_OUT;
                        case BLOCKED -> CloseCode.BLOCKED;
                        default -> CloseCode.FORBIDDEN;
                    });
            return request;
        }
        refusal.ifPresent(UpgradeFilter::refuse);
        if (!isOriginAdmitted) {
            throw DomainException.of(ErrorCode.FORBIDDEN);
        }
        fault.ifPresent(violation -> refuse(request, violation));
        request.setAttribute(Upgrade.USER, holder.orElseThrow());
        request.setAttribute(Upgrade.TOKEN, token.text());
        return request;
    }

    /**
     * Whether the page that asks for a socket may have one (RFC 6455, section 10.2). The HTTP adapter applies the same
     * setting as for calls of the API, and stores the decision in a request attribute. A client that sends no origin is
     * not a browser and is allowed.
     */
    private static boolean isOriginAdmitted(HttpRequest<?> request) {
        return !request.getHeaders().contains(HttpHeaders.ORIGIN)
                || request.getAttribute(ORIGIN_ADMITTED, Boolean.class).orElse(false);
    }

    /** The reason why the login may not open this socket; empty if it may. */
    private Optional<DomainException> refusal(HttpRequest<?> request, Optional<Principal> holder) {
        try {
            Principal user = holder.orElseThrow(() -> DomainException.of(ErrorCode.UNAUTHORIZED));
            admitCall.admit(Operation.CONNECT, user, Upgrade.from(request).address());
            boolean isNamed = user.id()
                    .value()
                    .equals(request.getHeaders()
                            .get(USER_HEADER, String.class, user.id().value()));
            return isNamed && isPathOf(user, request)
                    ? Optional.empty()
                    : Optional.of(DomainException.of(ErrorCode.FORBIDDEN));
        } catch (DomainException refusal) {
            return Optional.of(refusal);
        }
    }

    /**
     * Clients may percent-encode characters of an id, such as {@code @} or {@code |}. A plus sign is not decoded to a
     * space.
     */
    private static boolean isPathOf(Principal user, HttpRequest<?> request) {
        try {
            String path = request.getPath().replace("+", "%2B");
            return URLDecoder.decode(path, UTF_8).equals(PATH + user.id());
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static void refuse(DomainException refusal) {
        throw refusal;
    }

    private static void refuse(HttpRequest<?> request, Violation fault) {
        boolean isAbsent = fault.field().equals(Handshake.UPGRADE) && fault.reason() == Violation.Reason.REQUIRED;
        if (isAbsent || fault.field().equals(Handshake.SEC_WEBSOCKET_VERSION)) {
            request.setAttribute(UPGRADE_REQUIRED, true);
        }
        throw DomainException.invalid(List.of(fault));
    }

    /**
     * Answers a client that asked for no upgrade, or for another version, with the headers that it must send (RFC 6455,
     * section 4.4). Runs after the response of the refusal was made, because of its order.
     */
    @ResponseFilter
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void requireUpgrade(HttpRequest<?> request, MutableHttpResponse<?> response) {
        if (request.getAttribute(UPGRADE_REQUIRED).isPresent()) {
            response.status(HttpStatus.UPGRADE_REQUIRED)
                    .header(HttpHeaders.CONNECTION, Handshake.UPGRADE)
                    .header(Handshake.UPGRADE, "websocket")
                    .header(Handshake.SEC_WEBSOCKET_VERSION, Handshake.VERSION);
        }
    }
}
