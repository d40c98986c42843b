package io.kefu.rest.security;

import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.access.RecogniseToken;
import io.kefu.application.block.AdmitCall;
import io.kefu.application.presence.RecordCustomerCall;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.error.Violation;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.rest.address.ClientAddress;
import io.kefu.rest.address.ClientAddresses;
import io.kefu.rest.connection.RequestConnection;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.web.router.MethodBasedRouteMatch;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.RouteMatch;
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
 * Admits a request of the API only if its route has an {@link Operation} that {@link AdmitCall} admits for the caller. Runs before any
 * content of the request is read. The token is looked up without blocking, and the request continues on the event loop of its
 * own channel. On another thread, the request and later events of the channel could be handled in the wrong order.
 */
@ServerFilter("/api/**")
final class AccessFilter implements Ordered {
    private static final String SIGNATURE = "signature";

    /** How long the lookup of a token may take for monitoring, which must notice within a second that Redis does not answer. */
    private static final long MONITORING_TIMEOUT_MILLIS = 400;

    private final RecogniseToken recogniseToken;
    private final AdmitCall admitCall;
    private final ClientAddresses addresses;
    private final FloodGate gate;
    private final RecordCustomerCall recordCustomerCall;

    AccessFilter(
            RecogniseToken recogniseToken,
            AdmitCall admitCall,
            ClientAddresses addresses,
            FloodGate gate,
            RecordCustomerCall recordCustomerCall) {
        this.recogniseToken = recogniseToken;
        this.admitCall = admitCall;
        this.addresses = addresses;
        this.gate = gate;
        this.recordCustomerCall = recordCustomerCall;
    }

    /** Completes with the request itself, or fails with the refusal. */
    @RequestFilter
    CompletionStage<HttpRequest<?>> admit(HttpRequest<?> request) {
        try {
            ClientAddress address = addresses.of(request);
            RequestAttributes.put(request, address);
            Optional<RouteMatch<?>> route = RouteAttributes.getRouteMatch(request);
            if (route.isEmpty()) {
                gate.count(address);
                return CompletableFuture.completedStage(request);
            }
            Operation operation = operationOf(route.get());
            if (operation == Operation.READ_FILE && request.getParameters().contains(SIGNATURE)) {
                // A signed link replaces a login. The use case verifies the signature.
                gate.count(address);
                return CompletableFuture.completedStage(request);
            }
            if (Credentials.arePresent(request) && needsCaller(route.get(), operation)) {
                return admitByToken(request, operation, address);
            }
            if (operation != Operation.READ_HEALTH) {
                gate.count(address);
            }
            admitCall.admit(operation, null, address.exact());
            return CompletableFuture.completedStage(request);
        } catch (DomainException refusal) {
            return CompletableFuture.failedStage(refusal);
        }
    }

    private CompletionStage<HttpRequest<?>> admitByToken(
            HttpRequest<?> request, Operation operation, ClientAddress address) {
        return recognise(request, operation)
                .handleAsync(
                        (principal, failure) -> {
                            if (failure != null) {
                                throw asUnchecked(failure);
                            }
                            principal.ifPresentOrElse(
                                    caller -> admit(request, operation, caller, address),
                                    () -> admitAnonymous(operation, address));
                            return request;
                        },
                        RequestConnection.eventLoop(request));
    }

    private CompletionStage<Optional<Principal>> recognise(HttpRequest<?> request, Operation operation) {
        CompletionStage<Optional<Principal>> recognised =
                recogniseToken.recognise(Credentials.bearer(request).orElse(""));
        return operation == Operation.READ_CONNECTIONS
                ? recognised.toCompletableFuture().copy().orTimeout(MONITORING_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                : recognised;
    }

    /**
     * Admits a caller whose credentials are no valid login to an operation that is open to anyone, as if the request had no
     * credentials. A page whose login ended can then sign up again without removing the header first.
     */
    private void admitAnonymous(Operation operation, ClientAddress address) {
        gate.count(address);
        admitCall.admit(operation, null, address.exact());
    }

    private void admit(HttpRequest<?> request, Operation operation, Principal principal, ClientAddress address) {
        // A request that is refused below is still a sign of life of the customer.
        recordCustomerCall.record(principal);
        gate.count(principal.id());
        @Nullable String named = request.getHeaders().get(Credentials.USER_HEADER);
        if (named != null && !named.equals(principal.id().value())) {
            throw DomainException.of(ErrorCode.FORBIDDEN, Violation.of(Credentials.USER_HEADER, Reason.NOT_ALLOWED));
        }
        admitCall.admit(operation, principal, address.exact());
        RequestAttributes.put(request, principal.from(address.value()));
    }

    private static Operation operationOf(RouteMatch<?> route) {
        return route.getAnnotationMetadata()
                .enumValue(RequiresOperation.class, Operation.class)
                .orElseThrow(() -> DomainException.of(ErrorCode.FORBIDDEN));
    }

    /** Whether the token must be looked up. A login, for example, ignores it, and works with an expired token too. */
    private static boolean needsCaller(RouteMatch<?> route, Operation operation) {
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
