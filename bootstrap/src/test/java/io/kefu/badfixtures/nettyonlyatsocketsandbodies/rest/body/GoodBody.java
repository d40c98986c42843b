package io.kefu.badfixtures.nettyonlyatsocketsandbodies.rest.body;

import io.netty.buffer.ByteBuf;

record GoodBody(ByteBuf bytes) {}
