package io.kefu.filestore.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.services.s3.S3Client;

class S3ConnectionTest {
    @Test
    void callIsRetriedOnceIfTheStoreDoesNotAnswer() throws Exception {
        // Connections to this socket are established, but nobody answers.
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            URI endpoint = URI.create("http://127.0.0.1:" + silent.getLocalPort());
            try (S3Client client =
                    new S3Connection(endpoint, "us-east-1", "key", "secret", true).open(Duration.ofMillis(100))) {
                assertThatThrownBy(() -> client.headObject(
                                object -> object.bucket("files").key("a")))
                        .isInstanceOfSatisfying(
                                ApiCallAttemptTimeoutException.class,
                                timeout -> assertThat(timeout.numAttempts()).isEqualTo(2));
            }
        }
    }
}
