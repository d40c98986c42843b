package io.kefu.badfixtures.usecaseschecktheircaller.application.user;

import io.kefu.application.UseCase;
import io.kefu.badfixtures.usecaseschecktheircaller.application.access.Principal;

@UseCase
public final class BadTrust {
    private final GoodRead other = new GoodRead();

    /** The other use case checks an operation of its own. */
    public String read(Principal caller) {
        return other.read(caller);
    }
}
