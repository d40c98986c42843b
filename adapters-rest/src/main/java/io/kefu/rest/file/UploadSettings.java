package io.kefu.rest.file;

import io.kefu.rest.body.StreamedRoute;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/**
 * What uploads may take of a node.
 *
 * @param uploadsAtOnce how many may be under way; one user's at most half of them
 * @param uploadTime how long one may take
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
