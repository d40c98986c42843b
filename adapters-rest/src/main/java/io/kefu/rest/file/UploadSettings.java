package io.kefu.rest.file;

import io.kefu.rest.body.StreamedRoute;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/**
 * The limits for uploads on a node.
 *
 * @param uploadsAtOnce the number of concurrent uploads; at most half of them may be of one user
 * @param uploadTime how long one upload may take
 */
@ConfigurationProperties("kefu.files")
public record UploadSettings(
        @Bindable(defaultValue = "40") @Min(1) int uploadsAtOnce,
        @Bindable(defaultValue = "10m") Duration uploadTime) implements StreamedRoute {
    @Override
    public String path() {
        return UploadAdmission.ROUTE;
    }

    @Override
    public Duration time() {
        return uploadTime;
    }
}
