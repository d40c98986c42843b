package io.kefu.badfixtures.handlersspeakthewire.application.user;

public interface RenameUser {

    record Command(String name) {}
}
