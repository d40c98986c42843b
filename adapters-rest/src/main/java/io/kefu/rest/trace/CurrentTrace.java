package io.kefu.rest.trace;

import io.micronaut.core.propagation.ThreadPropagatedContextElement;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/** Makes the trace of a request the current one on each thread that handles the request. */
record CurrentTrace(Context context) implements ThreadPropagatedContextElement<Scope> {
    @Override
    @SuppressWarnings("MustBeClosedChecker") // Micronaut passes the scope to restoreThreadContext
    public Scope updateThreadContext() {
        return context.makeCurrent();
    }

    @Override
    public void restoreThreadContext(@Nullable Scope scope) {
        if (scope != null) {
            scope.close();
        }
    }
}
