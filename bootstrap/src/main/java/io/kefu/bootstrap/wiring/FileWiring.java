package io.kefu.bootstrap.wiring;

import io.kefu.application.file.port.FileContents;
import io.kefu.application.file.port.LinkKey;
import io.kefu.application.file.port.MediaTypes;
import io.kefu.application.file.port.Thumbnails;
import io.kefu.bootstrap.security.ConfiguredLinkKey;
import io.kefu.bootstrap.settings.FileSettings;
import io.kefu.bootstrap.settings.S3Settings;
import io.kefu.filestore.local.LocalFileContents;
import io.kefu.filestore.s3.S3FileContents;
import io.kefu.filestore.thumbnail.ImageThumbnails;
import io.kefu.filestore.type.TikaMediaTypes;
import io.kefu.redis.file.RedisLinkKey;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;

/** Wires files. */
@Factory
final class FileWiring {

    @Singleton
    @Requires(missingProperty = S3Settings.BUCKET)
    @Bean(typed = FileContents.class)
    LocalFileContents onDisk(@Property(name = "kefu.data-dir") String dataFolder) throws IOException {
        return new LocalFileContents(Path.of(dataFolder, "files"));
    }

    @Singleton
    @Requires(property = S3Settings.BUCKET)
    @Bean(typed = FileContents.class, preDestroy = "close")
    S3FileContents inBucket(S3Settings settings) {
        return new S3FileContents(settings.connection(), settings.bucket(), settings.prefix());
    }

    @Singleton
    LinkKey linkKey(FileSettings settings, RedisLinkKey stored) {
        return settings.linkKey() == null ? stored : new ConfiguredLinkKey(settings.linkKey());
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
