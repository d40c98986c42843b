package io.kefu.badfixtures.usecaseschecktheircaller.application.user;

import io.kefu.badfixtures.usecaseschecktheircaller.application.access.Operation;
import io.kefu.badfixtures.usecaseschecktheircaller.application.access.Principal;
import io.kefu.application.UseCase;

@UseCase
public final class GoodRead {
    public String read(Principal caller) {
        Operation.READ.requireAllowed(caller);
        return caller.id();
    }
}
