package io.kefu.badfixtures.socketpackagesdependoneway.websocket.delivery;

public record Delivery() {}
