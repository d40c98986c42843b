package io.kefu.rest.security;

import io.kefu.application.access.AccessToken;
import io.kefu.application.access.Principal;
import io.micronaut.context.annotation.Factory;
import io.micronaut.core.bind.ArgumentBinder.BindingResult;
import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.PostponedRequestArgumentBinder;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import jakarta.inject.Singleton;

/** Carries what the access filter learnt of a call to the parameters of controllers, by their types. */
@Factory
final class CallAttributes {

    /** Notes something about the call, to be found by its type. */
    static void put(HttpRequest<?> request, Object value) {
        request.setAttribute(value.getClass().getName(), value);
    }

    @Singleton
    TypedRequestArgumentBinder<Principal> principal() {
        return new Binder<>(Principal.class);
    }

    @Singleton
    TypedRequestArgumentBinder<AccessToken> token() {
        return new Binder<>(AccessToken.class);
    }

    @Singleton
    TypedRequestArgumentBinder<ClientAddress> address() {
        return new Binder<>(ClientAddress.class);
    }

    /** Binds after the filters, which put there what it binds. */
    private record Binder<T>(Class<T> type)
            implements TypedRequestArgumentBinder<T>, PostponedRequestArgumentBinder<T> {
        @Override
        public Argument<T> argumentType() {
            return Argument.of(type);
        }

        @Override
        public BindingResult<T> bind(ArgumentConversionContext<T> context, HttpRequest<?> source) {
            return () -> source.getAttribute(type.getName(), type);
        }
    }
}
