package io.kefu.redis.connection;

import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;
import io.netty.handler.flush.FlushConsolidationHandler;

/**
 * Sends what was written at about the same time in one system call. Commands come from all event loops of the service, each
 * with a flush of its own; under load this made a message a third dearer.
 */
record BatchedFlushes(NettyCustomizer next) implements NettyCustomizer {
    private static final int FLUSH_AFTER = 256;

    @Override
    public void afterChannelInitialized(Channel channel) {
        channel.pipeline().addFirst(new FlushConsolidationHandler(FLUSH_AFTER, true));
        next.afterChannelInitialized(channel);
    }
}
