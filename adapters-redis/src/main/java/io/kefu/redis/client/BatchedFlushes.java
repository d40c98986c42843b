package io.kefu.redis.client;

import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;
import io.netty.handler.flush.FlushConsolidationHandler;

/**
 * Sends commands that are written at about the same time with one system call. Commands come from all event loops of the
 * service, and each is followed by a flush. Without this class a message needed a third more CPU time under load.
 */
record BatchedFlushes(NettyCustomizer next) implements NettyCustomizer {
    private static final int FLUSH_AFTER = 256;

    @Override
    public void afterChannelInitialized(Channel channel) {
        channel.pipeline().addFirst(new FlushConsolidationHandler(FLUSH_AFTER, true));
        next.afterChannelInitialized(channel);
    }
}
