package io.kefu.bootstrap.wiring;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kefu.application.archive.port.ConversationArchive;
import io.kefu.application.file.port.FileContents;
import io.kefu.application.file.port.LinkKey;
import io.kefu.application.file.port.MediaTypes;
import io.kefu.application.file.port.Thumbnails;
import io.kefu.bootstrap.settings.FileSettings;
import io.kefu.bootstrap.settings.S3Settings;
import io.kefu.filestore.archive.ObjectArchive;
import io.kefu.filestore.local.LocalFileContents;
import io.kefu.filestore.local.LocalObjects;
import io.kefu.filestore.s3.S3Connection;
import io.kefu.filestore.s3.S3FileContents;
import io.kefu.filestore.s3.S3Objects;
import io.kefu.filestore.store.ObjectStore;
import io.kefu.filestore.thumbnail.ImageThumbnails;
import io.kefu.filestore.type.TikaMediaTypes;
import io.kefu.redis.file.RedisLinkKey;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.netty.configuration.NettyHttpServerConfiguration;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;

/** Wires files, and the archive in their store. */
@Factory
final class FileWiring {
    private static final int MIN_KEY_BYTES = 32;
    private static final long FORM_BYTES = 65_536;

    @Singleton
    @Requires(missingProperty = S3Settings.BUCKET)
    @Bean(typed = FileContents.class)
    LocalFileContents onDisk(@Property(name = "kefu.data-dir") String dataFolder) throws IOException {
        return new LocalFileContents(filesFolder(dataFolder));
    }

    @Singleton
    @Requires(missingProperty = S3Settings.BUCKET)
    @Bean(typed = ObjectStore.class)
    LocalObjects objectsOnDisk(@Property(name = "kefu.data-dir") String dataFolder) throws IOException {
        return new LocalObjects(filesFolder(dataFolder));
    }

    private static Path filesFolder(String dataFolder) {
        return Path.of(dataFolder, "files");
    }

    @Singleton
    @Requires(property = S3Settings.BUCKET)
    @Bean(typed = FileContents.class, preDestroy = "close")
    S3FileContents inBucket(S3Settings settings) {
        return new S3FileContents(connection(settings), settings.bucket(), settings.prefix());
    }

    @Singleton
    @Requires(property = S3Settings.BUCKET)
    @Bean(typed = ObjectStore.class, preDestroy = "close")
    S3Objects objectsInBucket(S3Settings settings) {
        return new S3Objects(connection(settings), settings.bucket(), settings.prefix());
    }

    private static S3Connection connection(S3Settings settings) {
        return new S3Connection(
                settings.endpoint(),
                settings.region(),
                settings.accessKey(),
                settings.secretKey(),
                settings.pathStyle());
    }

    @Singleton
    @Bean(typed = ConversationArchive.class)
    ObjectArchive archive(ObjectStore objects) {
        return new ObjectArchive(objects);
    }

    @Singleton
    LinkKey linkKey(FileSettings settings, RedisLinkKey stored) {
        if (settings.linkKey() == null) {
            return stored;
        }
        byte[] key = settings.linkKey().getBytes(UTF_8);
        if (key.length < MIN_KEY_BYTES) {
            throw new IllegalArgumentException("A link key has at least " + MIN_KEY_BYTES + " bytes");
        }
        return key::clone;
    }

    /**
     * Sets the largest size of a request to that of a file and the form around it. This bounds every request; the exact limit
     * of the file is checked while the upload is read.
     */
    @Singleton
    BeanCreatedEventListener<NettyHttpServerConfiguration> requestSizes(FileSettings settings) {
        return created -> {
            NettyHttpServerConfiguration server = created.getBean();
            server.setMaxRequestSize(settings.maxSize() + FORM_BYTES);
            server.getMultipart().setMaxFileSize(settings.maxSize() + FORM_BYTES);
            return server;
        };
    }

    @Singleton
    MediaTypes mediaTypes() {
        return new TikaMediaTypes();
    }

    @Singleton
    @Bean(preDestroy = "close", typed = Thumbnails.class)
    ImageThumbnails thumbnails(FileContents contents, FileSettings settings) {
        return new ImageThumbnails(
                contents, settings.thumbnailPixels(), settings.thumbnailCacheBytes(), settings.thumbnailThreads());
    }
}
