package io.kefu.bootstrap.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.KefuNode;
import io.kefu.bootstrap.system.Api.Answer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Limits on the uploads of one user. */
class FileLimitsIT {

    private static Answer upload(Api api, String token, int length) {
        return api.call("POST", "/api/files/upload")
                .as(token)
                .form(new MultipartForm().file("a.txt", "x".repeat(length).getBytes(UTF_8)))
                .send();
    }

    @Test
    void limitsTheStoredFilesOfAUser() {
        try (KefuNode node = KefuNode.start(Map.of("kefu.files.customer-files", 2, "kefu.files.customer-bytes", 100))) {
            Api api = new Api(node.uri());
            TestAccounts staff = new TestAccounts(api);
            String customer = staff.customer("customer1");
            Answer tooMuch = upload(api, customer, 101);
            assertThat(tooMuch.status()).isEqualTo(413);
            assertThat(tooMuch.text("error.details.file")).contains("100");
            Answer first = upload(api, customer, 60);
            assertThat(first.status()).isEqualTo(200);
            assertThat(upload(api, customer, 41).status()).isEqualTo(413);
            assertThat(upload(api, customer, 10).status()).isEqualTo(200);
            assertThat(upload(api, customer, 1).status()).isEqualTo(413);
            assertThat(upload(api, staff.customer("customer2"), 60).status()).isEqualTo(200);
            assertThat(upload(api, staff.kefu("kefu1"), 101).status()).isEqualTo(200);
            api.call("DELETE", first.text("url")).as(customer).send();
            assertThat(upload(api, customer, 60).status()).isEqualTo(200);
        }
    }

    @Test
    void limitsTheRateOfUploads() {
        try (KefuNode node = KefuNode.start(Map.of("kefu.limits.enabled", true, "kefu.limits.uploads-of-user", 2))) {
            Api api = new Api(node.uri());
            TestAccounts staff = new TestAccounts(api);
            String customer = staff.customer("customer1");
            upload(api, customer, 1);
            upload(api, customer, 1);
            Answer third = upload(api, customer, 1);
            assertThat(third.status()).isEqualTo(429);
            assertThat(third.header("Retry-After")).isNotNull();
            assertThat(upload(api, staff.customer("customer2"), 1).status()).isEqualTo(200);
        }
    }
}
