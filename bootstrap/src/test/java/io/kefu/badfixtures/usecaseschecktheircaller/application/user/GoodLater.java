package io.kefu.badfixtures.usecaseschecktheircaller.application.user;

import io.kefu.application.UseCase;
import io.kefu.badfixtures.usecaseschecktheircaller.application.access.Principal;

@UseCase
public final class GoodLater {
    public Runnable read(Principal caller) {
        return () -> Rights.require(caller);
    }
}
