package io.kefu.badfixtures.inboundadapterscallusecases.websocket.user;

import io.kefu.badfixtures.inboundadapterscallusecases.application.user.port.Connections;

/** An adapter may implement a port. */
final class GoodConnections implements Connections {
    @Override
    public void push(String text) {}
}
