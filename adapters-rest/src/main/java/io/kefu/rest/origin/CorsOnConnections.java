package io.kefu.rest.origin;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import jakarta.inject.Singleton;

/** Adds a {@link CorsHeaders} handler to each connection, right above the HTTP codec. */
@Singleton
final class CorsOnConnections implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
    private final PageOrigins origins;

    CorsOnConnections(PageOrigins origins) {
        this.origins = origins;
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        event.getBean().register(new NettyServerCustomizer() {
            @Override
            public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
                return role == ChannelRole.CONNECTION ? new OfConnection(channel) : this;
            }
        });
        return event.getBean();
    }

    private final class OfConnection implements NettyServerCustomizer {
        private final Channel channel;

        OfConnection(Channel channel) {
            this.channel = channel;
        }

        @Override
        public void onStreamPipelineBuilt() {
            channel.pipeline()
                    .addAfter(ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC, null, new CorsHeaders(origins));
        }
    }
}
