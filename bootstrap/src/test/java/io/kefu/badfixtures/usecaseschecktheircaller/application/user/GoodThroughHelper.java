package io.kefu.badfixtures.usecaseschecktheircaller.application.user;

import io.kefu.application.UseCase;
import io.kefu.badfixtures.usecaseschecktheircaller.application.access.Principal;

@UseCase
public final class GoodThroughHelper {
    public String read(Principal caller) {
        Rights.require(caller);
        return caller.id();
    }
}
