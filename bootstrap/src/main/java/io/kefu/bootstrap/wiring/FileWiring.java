package io.kefu.bootstrap.wiring;

import io.kefu.application.access.port.RateLimits;
import io.kefu.application.access.port.Secrets;
import io.kefu.application.file.DeleteFile;
import io.kefu.application.file.FindFile;
import io.kefu.application.file.ForgetFiles;
import io.kefu.application.file.LinkFile;
import io.kefu.application.file.MentionFile;
import io.kefu.application.file.SweepFiles;
import io.kefu.application.file.port.FileContents;
import io.kefu.application.file.port.FileMentions;
import io.kefu.application.file.port.FileRecords;
import io.kefu.application.file.port.LinkKey;
import io.kefu.application.file.port.MediaTypes;
import io.kefu.application.file.port.Thumbnails;
import io.kefu.application.file.upload.UploadFile;
import io.kefu.application.health.port.StoreReplacement;
import io.kefu.application.user.port.PersonalData;
import io.kefu.application.user.port.UserStore;
import io.kefu.bootstrap.security.ConfiguredLinkKey;
import io.kefu.filestore.local.LocalFileContents;
import io.kefu.filestore.s3.S3FileContents;
import io.kefu.filestore.thumbnail.ImageThumbnails;
import io.kefu.filestore.type.TikaMediaTypes;
import io.kefu.redis.Redis;
import io.kefu.redis.file.RedisFileMentions;
import io.kefu.redis.file.RedisFileRecords;
import io.kefu.redis.file.RedisLinkKey;
import io.kefu.rest.file.UploadSettings;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

/** Wires files. */
@Factory
final class FileWiring {
    private static final int STORE_ID_LENGTH = 32;

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
    FileRecords fileRecords(Redis redis) {
        return new RedisFileRecords(redis);
    }

    @Singleton
    PersonalData filesOfPeople(FileRecords records, FileMentions mentions, FileContents contents) {
        ForgetFiles forgetFiles = new ForgetFiles(records, mentions, contents);
        return (user, role) -> forgetFiles.erase(user);
    }

    @Singleton
    FileMentions fileMentions(Redis redis) {
        return new RedisFileMentions(redis);
    }

    @Singleton
    @Bean(typed = {RedisLinkKey.class, StoreReplacement.class})
    RedisLinkKey redisLinkKey(Redis redis, Secrets secrets) {
        return new RedisLinkKey(redis, secrets);
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

    @Singleton
    UploadFile uploadFile(
            FileContents contents,
            FileRecords records,
            UserStore users,
            MediaTypes types,
            RateLimits limits,
            Secrets secrets,
            InstantSource clock,
            FileSettings settings) {
        return new UploadFile(contents, records, users, types, limits, secrets, clock, settings.uploadRules());
    }

    @Singleton
    FindFile findFile(
            FileRecords records,
            FileMentions mentions,
            FileContents contents,
            Thumbnails thumbnails,
            LinkKey key,
            InstantSource clock) {
        return new FindFile(records, mentions, contents, thumbnails, key, clock);
    }

    @Singleton
    LinkFile linkFile(
            FileRecords records, FileMentions mentions, LinkKey key, InstantSource clock, FileSettings settings) {
        return new LinkFile(records, mentions, key, clock, settings.linkLifetime());
    }

    @Singleton
    DeleteFile deleteFile(FileRecords records, FileMentions mentions, FileContents contents) {
        return new DeleteFile(records, mentions, contents);
    }

    @Singleton
    MentionFile mentionFile(FileRecords records, FileMentions mentions, InstantSource clock) {
        return new MentionFile(records, mentions, clock);
    }

    @Singleton
    SweepFiles sweepFiles(
            FileContents contents,
            FileRecords records,
            FileMentions mentions,
            InstantSource clock,
            Secrets secrets,
            FileSettings settings,
            UploadSettings uploads) {
        return new SweepFiles(
                contents,
                records,
                mentions,
                clock,
                secrets.text(STORE_ID_LENGTH),
                settings.sweepRules(uploads.uploadTime()));
    }
}
