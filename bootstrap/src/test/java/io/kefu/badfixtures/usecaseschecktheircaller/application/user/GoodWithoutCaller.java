package io.kefu.badfixtures.usecaseschecktheircaller.application.user;

import io.kefu.application.UseCase;

@UseCase
public final class GoodWithoutCaller {
    public String read(String id) {
        return id;
    }
}
