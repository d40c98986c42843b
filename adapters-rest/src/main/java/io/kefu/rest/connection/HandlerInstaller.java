package io.kefu.rest.connection;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;

/** Adds handlers to the pipeline of each accepted connection. */
public abstract class HandlerInstaller implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
    /** The name of the HTTP codec in the pipeline, beside which handlers are added. */
    protected static final String CODEC = ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC;

    /** Adds the handlers to a connection whose pipeline has all handlers of the server. Runs on its event loop. */
    protected abstract void install(Channel connection);

    @Override
    public final NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        event.getBean().register(new NettyServerCustomizer() {
            @Override
            public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
                return role == ChannelRole.CONNECTION ? new ConnectionCustomizer(channel) : this;
            }
        });
        return event.getBean();
    }

    private final class ConnectionCustomizer implements NettyServerCustomizer {
        private final Channel connection;

        ConnectionCustomizer(Channel connection) {
            this.connection = connection;
        }

        @Override
        public void onStreamPipelineBuilt() {
            install(connection);
        }
    }
}
