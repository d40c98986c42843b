package io.kefu.badfixtures.nettyonlyatsocketsandbodies.websocket.upgrade;

import io.netty.channel.Channel;

record GoodHandshake(Channel channel) {}
