package io.kefu.websocket.upgrade;

import io.kefu.websocket.settings.WebSocketSettings;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtensionHandler;
import io.netty.handler.codec.http.websocketx.extensions.compression.WebSocketServerCompressionHandler;
import jakarta.inject.Singleton;

/**
 * Adds to each connection the handlers that see a request before the server does, and limits the size of decompressed
 * messages.
 */
@Singleton
final class UpgradePipelines implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
    private static final String COMPRESSION = "kefu-compression";

    private final UrlTokenRedactor urlTokenRedactor;

    UpgradePipelines(WebSocketSettings settings) {
        this.urlTokenRedactor = new UrlTokenRedactor(settings);
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        event.getBean().register(new NettyServerCustomizer() {
            @Override
            public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
                return role == ChannelRole.CONNECTION ? new ConnectionCustomizer(channel) : this;
            }
        });
        return event.getBean();
    }

    private final class ConnectionCustomizer implements NettyServerCustomizer {
        private final Channel channel;

        ConnectionCustomizer(Channel channel) {
            this.channel = channel;
        }

        @Override
        public void onStreamPipelineBuilt() {
            ChannelPipeline pipeline = channel.pipeline();
            pipeline.addAfter(ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC, null, urlTokenRedactor);
            pipeline.replace(
                    WebSocketServerCompressionHandler.class,
                    COMPRESSION,
                    new WebSocketServerExtensionHandler(Handshake.compression()));
            // The gate runs after the handlers that other listeners add, because these may still rewrite the head.
            pipeline.addBefore(COMPRESSION, null, new HandshakeGate());
        }
    }
}
