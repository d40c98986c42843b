package io.kefu.badfixtures.packageshavenocycles.websocket.delivery;

import io.kefu.badfixtures.packageshavenocycles.websocket.socket.BadInbox;

public record GoodDelivery(BadInbox inbox) {}
