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
 * Where a bucket is and how it is reached.
 *
 * @param endpoint of a store that is not Amazon's; null for Amazon's
 * @param accessKey with {@code secretKey}; null to look where Amazon's tools look: environment, profile, machine
 * @param pathStyle whether the bucket's name stands in the path and not in the host's name, as many stores want it
 */
public record S3Connection(
        @Nullable URI endpoint,
        String region,
        @Nullable String accessKey,
        @Nullable String secretKey,
        boolean pathStyle) {
    private static final Duration CONNECT = Duration.ofSeconds(3);

    /** Between two reads of an object's content. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    /** Of a call that transfers nothing. */
    private static final Duration ANSWER = Duration.ofSeconds(10);

    /** Each may be as silent as the first, and somebody waits for the answer. */
    private static final int ATTEMPTS = 2;

    S3Client open() {
        return open(ANSWER);
    }

    /** Opens it where a call must be answered within some time, unless it says otherwise. */
    S3Client open(Duration answer) {
        S3ClientBuilder client = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(SILENCE))
                .overrideConfiguration(each -> each.apiCallAttemptTimeout(answer)
                        .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(ATTEMPTS)
                                .build()))
                .region(Region.of(region))
                .credentialsProvider(credentials())
                .forcePathStyle(pathStyle)
                // Other stores do not know the newer ones; each content's SHA-256 is in its record anyway.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
        if (endpoint != null) {
            client.endpointOverride(endpoint);
        }
        return client.build();
    }

    /** For a call that may take another time. */
    static Consumer<AwsRequestOverrideConfiguration.Builder> within(Duration time) {
        return call -> call.apiCallAttemptTimeout(time);
    }

    private AwsCredentialsProvider credentials() {
        return accessKey == null || secretKey == null
                ? DefaultCredentialsProvider.builder().build()
                : StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey));
    }

    /** Never the secret: what is printed may end up in a log. */
    @Override
    public String toString() {
        return "S3Connection[" + endpoint + ", " + region + "]";
    }
}
