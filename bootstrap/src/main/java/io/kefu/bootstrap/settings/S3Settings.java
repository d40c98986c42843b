package io.kefu.bootstrap.settings;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The bucket that stores the contents of files. Without a bucket they are stored on the disk.
 *
 * @param bucket the name of the bucket, which must exist
 * @param prefix the beginning of the keys of all objects
 * @param endpoint the address of an S3-compatible store; null for Amazon's
 * @param region the region of the bucket
 * @param accessKey belongs to {@code secretKey}; null to use the default credentials of the AWS SDK
 * @param secretKey belongs to {@code accessKey}
 * @param pathStyle whether the bucket's name is part of the path instead of the host name
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
    /** The setting that selects a bucket instead of the disk. */
    public static final String BUCKET = "kefu.files.s3.bucket";
}
