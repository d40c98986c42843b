package io.kefu.bootstrap.settings;

import io.kefu.application.file.port.FileRecords.Quota;
import io.kefu.application.file.upload.UploadFile;
import io.kefu.domain.file.FileCategory;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.core.convert.format.ReadableBytes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Limits of files, their links and thumbnails.
 *
 * @param maxSize the largest size of a file, in bytes
 * @param customerFiles how many files a customer may store
 * @param customerBytes how many bytes a customer may store, over all files
 * @param staffFiles how many files a kefu or admin may store
 * @param staffBytes how many bytes a kefu or admin may store, over all files
 * @param imageTypes the media types that the category {@code image} accepts
 * @param voiceTypes the media types that the category {@code voice} accepts
 * @param videoTypes the media types that the category {@code video} accepts
 * @param fileTypes the media types that the category {@code file} accepts
 * @param linkLifetime how long a signed link is valid
 * @param linkKey the key that links are signed with, at least 32 characters; null for a random key that all nodes share
 * @param thumbnailPixels pictures with more pixels get no thumbnail
 * @param thumbnailCacheBytes how many bytes of thumbnails a node keeps in memory
 * @param thumbnailThreads how many thumbnails a node makes at the same time
 * @param orphanAfter the age at which orphans are removed, in addition to the longest time of an upload
 * @param sweepEvery how long one round through all files takes
 * @param retention how long files are kept; null to keep them for ever
 */
@ConfigurationProperties("kefu.files")
public record FileSettings(
        @ReadableBytes @Bindable(defaultValue = "10MB") long maxSize,
        @Bindable(defaultValue = "1000") long customerFiles,
        @ReadableBytes @Bindable(defaultValue = "1GB") long customerBytes,
        @Bindable(defaultValue = "100000") long staffFiles,
        @ReadableBytes @Bindable(defaultValue = "100GB") long staffBytes,

        @Bindable(defaultValue = "image/png,image/jpeg,image/gif,image/webp,image/avif,image/bmp,image/heic,image/heif")
        List<String> imageTypes,

        @Bindable(defaultValue = "audio/*") List<String> voiceTypes,
        @Bindable(defaultValue = "video/*") List<String> videoTypes,
        @Bindable(defaultValue = "*/*") List<String> fileTypes,
        @Bindable(defaultValue = "10m") Duration linkLifetime,
        @Nullable String linkKey,
        @Bindable(defaultValue = "40000000") long thumbnailPixels,
        @ReadableBytes @Bindable(defaultValue = "16MB") long thumbnailCacheBytes,
        @Bindable(defaultValue = "2") int thumbnailThreads,
        @Bindable(defaultValue = "1h") Duration orphanAfter,
        @Bindable(defaultValue = "6h") Duration sweepEvery,
        @Nullable Duration retention) {

    public UploadFile.Rules uploadRules() {
        return new UploadFile.Rules(
                maxSize,
                new Quota(customerFiles, customerBytes),
                new Quota(staffFiles, staffBytes),
                Map.of(
                        FileCategory.IMAGE, imageTypes,
                        FileCategory.VOICE, voiceTypes,
                        FileCategory.VIDEO, videoTypes,
                        FileCategory.FILE, fileTypes));
    }
}
