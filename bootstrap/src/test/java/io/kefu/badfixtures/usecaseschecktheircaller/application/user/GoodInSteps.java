package io.kefu.badfixtures.usecaseschecktheircaller.application.user;

import io.kefu.application.UseCase;
import io.kefu.badfixtures.usecaseschecktheircaller.application.access.Operation;
import io.kefu.badfixtures.usecaseschecktheircaller.application.access.Principal;

@UseCase
public final class GoodInSteps {
    public String read(Principal caller) {
        return step(caller);
    }

    private String step(Principal caller) {
        Operation.READ.requireAllowed(caller);
        return caller.id();
    }
}
