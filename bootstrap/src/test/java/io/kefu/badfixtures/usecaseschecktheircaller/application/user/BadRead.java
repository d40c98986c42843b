package io.kefu.badfixtures.usecaseschecktheircaller.application.user;

import io.kefu.application.UseCase;
import io.kefu.badfixtures.usecaseschecktheircaller.application.access.Principal;

@UseCase
public final class BadRead {
    public String read(Principal caller) {
        return caller.id();
    }
}
