package io.kefu.badfixtures.wirerecordsholdnocoretypes.websocket.frame;

public sealed interface ServerFrame permits BadPush {}
