package io.kefu.badfixtures.socketpackagesdependoneway.websocket.socket;

import io.kefu.badfixtures.socketpackagesdependoneway.websocket.delivery.Delivery;

public record BadOutbound(Delivery delivery) {}
