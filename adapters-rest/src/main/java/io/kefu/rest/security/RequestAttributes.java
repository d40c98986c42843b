package io.kefu.rest.security;

import io.kefu.application.access.AccessToken;
import io.kefu.application.access.Principal;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.rest.address.ClientAddress;
import io.micronaut.context.annotation.Factory;
import io.micronaut.core.bind.ArgumentBinder.BindingResult;
import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.PostponedRequestArgumentBinder;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Function;

/** Binds the attributes that {@link AccessFilter} stored in a request to parameters of controllers, by their type. */
@Factory
public final class RequestAttributes {
    /** Stores an attribute of the request under the name of its class. */
    static void put(HttpRequest<?> request, Object value) {
        request.setAttribute(value.getClass().getName(), value);
    }

    /** The authenticated caller, for code that cannot take it as a parameter; refuses anonymous requests. */
    public static Principal callerOf(HttpRequest<?> request) {
        return get(request, Principal.class).orElseThrow(() -> DomainException.of(ErrorCode.UNAUTHORIZED));
    }

    private static <T> Optional<T> get(HttpRequest<?> request, Class<T> type) {
        return request.getAttribute(type.getName(), type);
    }

    @Singleton
    TypedRequestArgumentBinder<Principal> principal() {
        return new Binder<>(Principal.class, request -> get(request, Principal.class));
    }

    @Singleton
    TypedRequestArgumentBinder<ClientAddress> address() {
        return new Binder<>(ClientAddress.class, request -> get(request, ClientAddress.class));
    }

    @Singleton
    TypedRequestArgumentBinder<AccessToken> token() {
        return new Binder<>(AccessToken.class, Credentials::token);
    }

    /** Binds after the filters have run. */
    private record Binder<T>(Class<T> type, Function<HttpRequest<?>, Optional<T>> value)
            implements TypedRequestArgumentBinder<T>, PostponedRequestArgumentBinder<T> {
        @Override
        public Argument<T> argumentType() {
            return Argument.of(type);
        }

        @Override
        public BindingResult<T> bind(ArgumentConversionContext<T> context, HttpRequest<?> source) {
            return () -> value.apply(source);
        }
    }
}
