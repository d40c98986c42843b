package io.kefu.filestore.s3;

import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * The address and the credentials of an S3 store.
 *
 * @param endpoint the URL of the store; null for Amazon S3
 * @param accessKey used together with {@code secretKey}; null to use the default credentials of the AWS SDK
 *     (environment, profile, machine role)
 * @param pathStyle whether requests have the bucket name in the path; false to have it in the host name
 */
public record S3Connection(
        @Nullable URI endpoint,
        String region,
        @Nullable String accessKey,
        @Nullable String secretKey,
        boolean pathStyle) {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

    /** The longest time between two reads from a socket. */
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

    /** The longest time for a call that transfers no content. */
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);

    /** One retry only, because a client waits for the answer and each attempt may take the whole timeout. */
    private static final int ATTEMPTS = 2;

    S3Client open() {
        return open(CALL_TIMEOUT);
    }

    /** Creates a client with this timeout for each attempt of a call. A call may set another with {@link #within}. */
    S3Client open(Duration callTimeout) {
        S3ClientBuilder client = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT_TIMEOUT)
                        .socketTimeout(READ_TIMEOUT))
                .overrideConfiguration(each -> each.apiCallAttemptTimeout(callTimeout)
                        .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(ATTEMPTS)
                                .build()))
                .region(Region.of(region))
                .credentialsProvider(credentials())
                .forcePathStyle(pathStyle)
                // Stores other than Amazon S3 do not support the newer checksums. The file's record has a SHA-256
                // anyway.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        if (endpoint != null) {
            client.endpointOverride(endpoint);
        }
        return client.build();
    }

    static Consumer<AwsRequestOverrideConfiguration.Builder> within(Duration timeout) {
        return call -> call.apiCallAttemptTimeout(timeout);
    }

    private AwsCredentialsProvider credentials() {
        return accessKey == null || secretKey == null
                ? DefaultCredentialsProvider.builder().build()
                : StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey));
    }

    /** Leaves out the keys, because the text may be logged. */
    @Override
    public String toString() {
        return "S3Connection[" + endpoint + ", " + region + "]";
    }
}
