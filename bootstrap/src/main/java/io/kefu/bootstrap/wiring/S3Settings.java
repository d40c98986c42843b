package io.kefu.bootstrap.wiring;

import io.kefu.filestore.s3.S3Connection;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The bucket in which files' contents lie, if they do not lie on a disk.
 *
 * @param bucket its name; it must exist
 * @param prefix what all objects' keys begin with
 * @param endpoint of a store that is not Amazon's; null for Amazon's
 * @param accessKey with {@code secretKey}; null to look where Amazon's tools look
 * @param pathStyle whether the bucket's name stands in the path and not in the host's name
 */
@ConfigurationProperties("kefu.files.s3")
@Requires(property = S3Settings.BUCKET)
public record S3Settings(
        String bucket,
        @Bindable(defaultValue = "") String prefix,
        @Nullable URI endpoint,
        @Bindable(defaultValue = "us-east-1") String region,
        @Nullable String accessKey,
        @Nullable String secretKey,
        @Bindable(defaultValue = "true") boolean pathStyle) {
    static final String BUCKET = "kefu.files.s3.bucket";

    S3Connection connection() {
        return new S3Connection(endpoint, region, accessKey, secretKey, pathStyle);
    }
}
