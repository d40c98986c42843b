package io.kefu.filestore.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3Client;

class S3ConnectionTest {
    @Test
    void callIsRetriedOnceIfTheStoreDoesNotAnswer() throws Exception {
        try (ServerSocketChannel silent = ServerSocketChannel.open()) {
            silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                    .configureBlocking(false);
            URI endpoint = URI.create("http://127.0.0.1:" + silent.socket().getLocalPort());
            try (S3Client client =
                    new S3Connection(endpoint, "us-east-1", "key", "secret", true).open(Duration.ofMillis(100))) {
                // The first call loads the classes of the SDK, which may take longer than the timeout.
                assertFails(client);
                var unused = connections(silent);
                assertFails(client);
            }
            assertThat(connections(silent)).isEqualTo(2);
        }
    }

    private static void assertFails(S3Client client) {
        assertThatThrownBy(
                        () -> client.headObject(object -> object.bucket("files").key("a")))
                .isInstanceOf(SdkClientException.class);
    }

    private static int connections(ServerSocketChannel silent) throws Exception {
        int count = 0;
        for (@Nullable SocketChannel one = silent.accept(); one != null; one = silent.accept()) {
            one.close();
            count++;
        }
        return count;
    }
}
