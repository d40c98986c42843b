package io.kefu.badfixtures.inboundadapterscallusecases.application.user.port;

public interface Connections {
    void push(String text);
}
