package io.kefu.badfixtures.usecaseschecktheircaller.application.user;

import io.kefu.badfixtures.usecaseschecktheircaller.application.access.Operation;
import io.kefu.badfixtures.usecaseschecktheircaller.application.access.Principal;

final class Rights {
    private Rights() {}

    static void require(Principal caller) {
        Operation.READ.requireAllowed(caller);
    }
}
