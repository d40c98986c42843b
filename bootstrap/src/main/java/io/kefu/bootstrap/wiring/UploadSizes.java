package io.kefu.bootstrap.wiring;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.netty.configuration.NettyHttpServerConfiguration;
import jakarta.inject.Singleton;

/**
 * Lets requests be as large as a file and the form around it. That it is the file which is not too large, and not the form,
 * is counted where it is read; here is only what nobody may exceed.
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
