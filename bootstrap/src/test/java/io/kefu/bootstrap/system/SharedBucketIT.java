package io.kefu.bootstrap.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.filestore.testing.S3Mock;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Two nodes that store files in one bucket. */
@TestMethodOrder(OrderAnnotation.class)
class SharedBucketIT extends SharedStoreTests {
    private final S3Mock server;

    SharedBucketIT() throws IOException {
        server = S3Mock.start();
    }

    @Override
    Map<String, Object> store() {
        return Map.of(
                "kefu.files.s3.bucket", S3Mock.BUCKET,
                "kefu.files.s3.prefix", "kefu/",
                "kefu.files.s3.endpoint", server.endpoint().toString(),
                "kefu.files.s3.access-key", "key",
                "kefu.files.s3.secret-key", "secret");
    }

    @AfterAll
    void stopServer() {
        server.close();
    }

    /** Runs last, as it stops the S3 server. */
    @Test
    @Order(Integer.MAX_VALUE)
    void refusesFilesAndSendsTextWhileTheStoreIsDown() {
        String customer = new TestAccounts(oneNode()).customer("customer-of-last-test");
        String path =
                upload(oneNode(), customer, "a.txt", "text".getBytes(UTF_8)).text("url");
        server.close();
        assertUnavailable(oneNode().get(customer, path));
        assertUnavailable(upload(oneNode(), customer, "a.txt", "text".getBytes(UTF_8)));
        assertThat(oneNode().get(customer, path + "/info").status()).isEqualTo(200);
        String message = "{\"to_user_id\": \"support\", \"content\": \"a\", \"msg_type\": \"text\"}";
        assertThat(oneNode().post(customer, "/api/messages/send", message).status())
                .isEqualTo(200);
    }

    private static void assertUnavailable(Api.Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(503);
        assertThat(answer.text("error.code")).isEqualTo("SERVICE_UNAVAILABLE");
        assertThat(answer.header("Retry-After")).isNotNull();
    }
}
