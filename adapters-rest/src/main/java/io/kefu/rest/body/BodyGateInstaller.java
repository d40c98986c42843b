package io.kefu.rest.body;

import io.kefu.rest.connection.HandlerInstaller;
import io.netty.channel.Channel;
import jakarta.inject.Singleton;

/** Adds a {@link BodyGate} to each connection, right after the HTTP codec. */
@Singleton
final class BodyGateInstaller extends HandlerInstaller {
    private final BodyLimits limits;

    BodyGateInstaller(BodyLimits limits) {
        this.limits = limits;
    }

    @Override
    protected void install(Channel connection) {
        connection.pipeline().addAfter(CODEC, null, new BodyGate(limits));
    }
}
