package io.kefu.badfixtures.inboundadapterscallusecases.websocket.user;

import io.kefu.badfixtures.inboundadapterscallusecases.application.user.port.Connections;

final class BadCall {
    void push(Connections others) {
        others.push("text");
    }
}
