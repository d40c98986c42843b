package io.kefu.badfixtures.nettyonlyatsocketsandbodies.rest.user;

import io.netty.buffer.ByteBuf;

record BadBuffer(ByteBuf bytes) {}
