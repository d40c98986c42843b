package io.kefu.bootstrap.wiring;

import io.kefu.bootstrap.settings.FileSettings;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.netty.configuration.NettyHttpServerConfiguration;
import jakarta.inject.Singleton;

/**
 * Sets the largest size of a request to that of a file and the form around it. This bounds every request; the exact limit of the
 * file is checked while the upload is read.
 */
@Singleton
final class UploadSizes implements BeanCreatedEventListener<NettyHttpServerConfiguration> {
    private static final long FORM = 65_536;

    private final FileSettings settings;

    UploadSizes(FileSettings settings) {
        this.settings = settings;
    }

    @Override
    public NettyHttpServerConfiguration onCreated(BeanCreatedEvent<NettyHttpServerConfiguration> event) {
        NettyHttpServerConfiguration server = event.getBean();
        server.setMaxRequestSize(settings.maxSize() + FORM);
        server.getMultipart().setMaxFileSize(settings.maxSize() + FORM);
        return server;
    }
}
