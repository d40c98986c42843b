package io.kefu.badfixtures.socketpackagesdependoneway.websocket.delivery;

import io.kefu.badfixtures.socketpackagesdependoneway.websocket.socket.Inbox;

public record GoodFeed(Inbox inbox) {}
