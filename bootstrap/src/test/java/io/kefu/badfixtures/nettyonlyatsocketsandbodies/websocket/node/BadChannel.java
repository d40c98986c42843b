package io.kefu.badfixtures.nettyonlyatsocketsandbodies.websocket.node;

import io.netty.channel.Channel;

record BadChannel(Channel channel) {}
