package io.kefu.badfixtures.socketsonlyinwebsocket.rest.message;

import io.micronaut.websocket.WebSocketBroadcaster;

record BadPush(WebSocketBroadcaster broadcaster) {}
