package io.kefu.rest.connection;

import io.kefu.rest.address.ClientAddresses;
import io.netty.channel.Channel;
import jakarta.inject.Singleton;

/** Adds a {@link ConnectionWatch} to each connection, around the HTTP codec. */
@Singleton
final class ConnectionWatchInstaller extends HandlerInstaller {
    private final HttpSettings settings;
    private final IdleConnections idle;
    private final ClientAddresses addresses;

    ConnectionWatchInstaller(HttpSettings settings, IdleConnections idle, ClientAddresses addresses) {
        this.settings = settings;
        this.idle = idle;
        this.addresses = addresses;
    }

    @Override
    protected void install(Channel connection) {
        ConnectionWatch watch = new ConnectionWatch(
                settings, idle, addresses.ofPeer(connection.remoteAddress()).orElse(null));
        connection.pipeline().addBefore(CODEC, null, watch.arrivals()).addAfter(CODEC, null, watch);
    }
}
