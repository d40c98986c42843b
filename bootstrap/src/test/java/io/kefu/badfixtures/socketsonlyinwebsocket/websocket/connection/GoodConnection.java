package io.kefu.badfixtures.socketsonlyinwebsocket.websocket.connection;

import io.micronaut.websocket.WebSocketSession;

record GoodConnection(WebSocketSession session) {}
