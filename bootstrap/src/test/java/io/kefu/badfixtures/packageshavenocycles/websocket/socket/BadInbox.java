package io.kefu.badfixtures.packageshavenocycles.websocket.socket;

import io.kefu.badfixtures.packageshavenocycles.websocket.socket.frame.BadFrame;

public record BadInbox(BadFrame next) {}
