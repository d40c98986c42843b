package io.kefu.websocket.upgrade;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.access.RecogniseToken;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.channel.EventLoop;
import java.net.URLDecoder;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Sees to who asks for a socket, before the upgrade: a refusal is an ordinary HTTP answer.
 *
 * <p>It looks the token up without blocking and comes back on the socket's own event loop. Anywhere else the client's
 * first messages could arrive before there is somebody to take them.
 */
@ServerFilter("/ws/**")
final class UpgradeFilter {
    private static final String PATH = "/ws/";

    private final RecogniseToken recogniseToken;
    private final UpgradeTokens tokens;
    private final Origins origins;

    UpgradeFilter(RecogniseToken recogniseToken, UpgradeTokens tokens, Origins origins) {
        this.recogniseToken = recogniseToken;
        this.tokens = tokens;
        this.origins = origins;
    }

    @RequestFilter
    CompletionStage<HttpRequest<?>> authenticate(HttpRequest<?> request) {
        EventLoop loop = ((NettyHttpRequest<?>) request)
                .getChannelHandlerContext()
                .channel()
                .eventLoop();
        String token = tokens.of(request).orElse("");
        return recogniseToken
                .recognise(token)
                .handleAsync((holder, failure) -> admit(request, token, holder, failure), loop);
    }

    /** Clients may percent-encode characters of an id, such as {@code @} or {@code |}. A plus sign stands for itself. */
    private static boolean isPathOf(Principal user, HttpRequest<?> request) {
        try {
            String path = request.getPath().replace("+", "%2B");
            return URLDecoder.decode(path, UTF_8).equals(PATH + user.id());
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private HttpRequest<?> admit(HttpRequest<?> request, String token, Optional<Principal> holder, Throwable failure) {
        if (failure != null) {
            throw new CompletionException(failure instanceof CompletionException ? failure.getCause() : failure);
        }
        Principal user = holder.orElseThrow(() -> DomainException.of(ErrorCode.UNAUTHORIZED));
        Operation.CONNECT.requireAllowed(user);
        if (!isPathOf(user, request) || !origins.allow(request)) {
            throw DomainException.of(ErrorCode.FORBIDDEN);
        }
        request.setAttribute(Upgrade.USER, user);
        request.setAttribute(Upgrade.TOKEN, token);
        return request;
    }
}
