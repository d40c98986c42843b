package io.kefu.bootstrap.wiring;

import io.kefu.application.file.SweepFiles;
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
 * What may be done with files.
 *
 * @param maxSize how many bytes a file may have
 * @param customerFiles how many files a customer may store
 * @param customerBytes how many bytes a customer may store in all
 * @param staffFiles the same of a kefu or admin
 * @param staffBytes the same of a kefu or admin
 * @param imageTypes what the category {@code image} takes; and so on
 * @param linkLifetime how long a signed link holds
 * @param linkKey what links are signed with, at least 32 characters; null for one that the nodes make and share
 * @param thumbnailPixels pictures of more pixels get no thumbnail
 * @param thumbnailCacheBytes how many bytes of thumbnails a node keeps in memory
 * @param thumbnailThreads how many thumbnails a node makes at a time
 * @param orphanAfter how old what a crash left must be before it is removed, beyond what an upload may take
 * @param sweepEvery how long one round through all files takes
 * @param retention how long files are kept; null for always
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

    UploadFile.Rules uploadRules() {
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

    SweepFiles.Rules sweepRules(Duration uploadTime) {
        return new SweepFiles.Rules(uploadTime.plus(orphanAfter), retention);
    }
}
