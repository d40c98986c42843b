package io.kefu.badfixtures.handlersusewiretypes.application.user;

public interface RenameUser {

    record Command(String name) {}
}
