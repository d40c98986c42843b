package io.kefu.badfixtures.handlersusewiretypes.websocket.frame;

import io.kefu.badfixtures.handlersusewiretypes.domain.user.UserId;
import io.micronaut.core.annotation.Vetoed;
import io.micronaut.websocket.annotation.OnMessage;
import io.micronaut.websocket.annotation.ServerWebSocket;

@Vetoed
@ServerWebSocket("/bad")
final class BadSocket {

    @OnMessage
    void receive(UserId[] ids) {}
}
