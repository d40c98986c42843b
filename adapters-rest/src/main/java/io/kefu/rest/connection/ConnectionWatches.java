package io.kefu.rest.connection;

import io.kefu.rest.security.ClientAddresses;
import io.kefu.rest.security.HttpSettings;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import jakarta.inject.Singleton;

/** Adds a {@link ConnectionWatch} to each connection, around the HTTP codec. */
@Singleton
final class ConnectionWatches implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
    private final HttpSettings settings;
    private final IdleConnections idle;
    private final ClientAddresses addresses;

    ConnectionWatches(HttpSettings settings, IdleConnections idle, ClientAddresses addresses) {
        this.settings = settings;
        this.idle = idle;
        this.addresses = addresses;
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
            ConnectionWatch watch = new ConnectionWatch(
                    settings, idle, addresses.ofPeer(channel.remoteAddress()).orElse(null));
            String codec = ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC;
            channel.pipeline().addBefore(codec, null, watch.arrivals());
            channel.pipeline().addAfter(codec, null, watch);
        }
    }
}
