package io.kefu.badfixtures.nettyonlyatsocketsandbodies.websocket.frame;

import io.netty.channel.Channel;

record BadChannel(Channel channel) {}
