package io.kefu.rest.security;

import io.kefu.application.access.AccessToken;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.access.port.TokenStore;
import io.kefu.application.presence.NoteCall;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.error.Violation;
import io.kefu.domain.error.Violation.Reason;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.micronaut.web.router.MethodBasedRouteMatch;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.RouteMatch;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Lets a call of the API pass only if its route names an {@link Operation} that the caller's role may ever ask, before
 * anything of the call's content is read. The token is looked up without blocking, and the call goes on on its own
 * channel's event loop: elsewhere it could overtake, or be overtaken by, what follows on that channel.
 */
@ServerFilter("/api/**")
final class AccessFilter implements Ordered {
    private static final String SIGNATURE = "signature";
    /** Whoever watches the service wants to hear within a second that something hangs. */
    private static final long WATCHERS_PATIENCE_MILLIS = 400;

    private final TokenStore tokens;
    private final ClientAddresses addresses;
    private final FloodGate gate;
    private final NoteCall noteCall;

    AccessFilter(TokenStore tokens, ClientAddresses addresses, FloodGate gate, NoteCall noteCall) {
        this.tokens = tokens;
        this.addresses = addresses;
        this.gate = gate;
        this.noteCall = noteCall;
    }

    /** Completes with the request itself, or fails with the refusal. */
    @RequestFilter
    CompletionStage<HttpRequest<?>> admit(HttpRequest<?> request) {
        try {
            ClientAddress address = addresses.of(request);
            CallAttributes.put(request, address);
            Optional<RouteMatch<?>> route = RouteAttributes.getRouteMatch(request);
            if (route.isEmpty()) {
                gate.count(address);
                return CompletableFuture.completedStage(request);
            }
            Operation operation = operationOf(route.get());
            if (operation == Operation.READ_FILE && request.getParameters().contains(SIGNATURE)) {
                // A signed link stands for a login, whoever shows it; the use case looks whether it verifies.
                gate.count(address);
                return CompletableFuture.completedStage(request);
            }
            if (Credentials.arePresent(request) && wantsCaller(route.get(), operation)) {
                return admitByToken(request, operation, address);
            }
            if (operation != Operation.READ_HEALTH) {
                gate.count(address);
            }
            operation.requireAllowed(null);
            return CompletableFuture.completedStage(request);
        } catch (DomainException refusal) {
            return CompletableFuture.failedStage(refusal);
        }
    }

    private CompletionStage<HttpRequest<?>> admitByToken(
            HttpRequest<?> request, Operation operation, ClientAddress address) {
        Optional<AccessToken> token = Credentials.token(request);
        if (token.isEmpty()) {
            admitAnonymous(operation, address);
            return CompletableFuture.completedStage(request);
        }
        EventLoop loop = ((NettyHttpRequest<?>) request)
                .getChannelHandlerContext()
                .channel()
                .eventLoop();
        return find(token.get(), operation)
                .handleAsync(
                        (found, failure) -> {
                            if (failure != null) {
                                throw asUnchecked(failure);
                            }
                            if (found.isEmpty()) {
                                admitAnonymous(operation, address);
                                return request;
                            }
                            admit(request, operation, found.get());
                            CallAttributes.put(request, token.get());
                            return request;
                        },
                        loop);
    }

    private CompletionStage<Optional<Principal>> find(AccessToken token, Operation operation) {
        CompletionStage<Optional<Principal>> found = tokens.find(token.digest());
        return operation == Operation.READ_CONNECTIONS
                ? found.toCompletableFuture().copy().orTimeout(WATCHERS_PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                : found;
    }

    /**
     * Admits a caller whose credentials are no valid login to an operation that is open to anyone, as if the call had no
     * credentials. A page whose login ended can then sign up again without removing the header first.
     */
    private void admitAnonymous(Operation operation, ClientAddress address) {
        gate.count(address);
        operation.requireAllowed(null);
    }

    private void admit(HttpRequest<?> request, Operation operation, Principal principal) {
        // A call that is refused below still shows that the customer is there.
        noteCall.note(principal);
        gate.count(principal.id());
        @Nullable String named = request.getHeaders().get(Credentials.USER_HEADER);
        if (named != null && !named.equals(principal.id().value())) {
            throw DomainException.of(ErrorCode.FORBIDDEN, Violation.of(Credentials.USER_HEADER, Reason.NOT_ALLOWED));
        }
        operation.requireAllowed(principal);
        CallAttributes.put(request, principal);
    }

    private static Operation operationOf(RouteMatch<?> route) {
        return route.getAnnotationMetadata()
                .enumValue(Asks.class, Operation.class)
                .orElseThrow(() -> DomainException.of(ErrorCode.FORBIDDEN));
    }

    /** A login works with a token that has ended, too: nobody asks there who the caller was. */
    private static boolean wantsCaller(RouteMatch<?> route, Operation operation) {
        return !operation.isOpen()
                || (route instanceof MethodBasedRouteMatch<?, ?> match
                        && Arrays.stream(match.getArguments())
                                .anyMatch(argument -> argument.getType() == Principal.class));
    }

    private static CompletionException asUnchecked(Throwable failure) {
        if (failure instanceof TimeoutException) {
            return new CompletionException(DomainException.unavailable(Duration.ofSeconds(1)));
        }
        return failure instanceof CompletionException already ? already : new CompletionException(failure);
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.order();
    }
}
