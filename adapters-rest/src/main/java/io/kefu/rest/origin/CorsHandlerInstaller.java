package io.kefu.rest.origin;

import io.kefu.rest.connection.HandlerInstaller;
import io.netty.channel.Channel;
import jakarta.inject.Singleton;

/** Adds a {@link CorsHeaders} handler to each connection, right after the HTTP codec. */
@Singleton
final class CorsHandlerInstaller extends HandlerInstaller {
    private final PageOrigins origins;

    CorsHandlerInstaller(PageOrigins origins) {
        this.origins = origins;
    }

    @Override
    protected void install(Channel connection) {
        connection.pipeline().addAfter(CODEC, null, new CorsHeaders(origins));
    }
}
