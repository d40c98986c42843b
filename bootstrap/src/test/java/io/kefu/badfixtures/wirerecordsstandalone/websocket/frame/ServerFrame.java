package io.kefu.badfixtures.wirerecordsstandalone.websocket.frame;

public sealed interface ServerFrame permits BadPush {}
