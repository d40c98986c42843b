package io.kefu.badfixtures.socketpackagesdependoneway.websocket.socket;

public record Inbox() {}
