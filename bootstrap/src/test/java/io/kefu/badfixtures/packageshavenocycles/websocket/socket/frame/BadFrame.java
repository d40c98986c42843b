package io.kefu.badfixtures.packageshavenocycles.websocket.socket.frame;

import io.kefu.badfixtures.packageshavenocycles.websocket.socket.BadInbox;

public record BadFrame(BadInbox origin) {}
