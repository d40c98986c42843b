package io.kefu.badfixtures.inboundadapterscallusecases.application.user.port;

public interface UserStore {
    Found find(String id);

    sealed interface Found {}

    record Present(String name) implements Found {}
}
