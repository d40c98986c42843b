package io.kefu.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.KefuNode;
import io.kefu.bootstrap.system.Api.Answer;
import io.micronaut.json.tree.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Tests that the audit log has what users did, and nothing that must stay secret. */
class AuditIT {
    private static final String SECRET = "a-secret-password";

    @Test
    void recordsWhatUsersDo() {
        try (KefuNode node = KefuNode.start(Map.of())) {
            Api api = new Api(node.uri());
            TestAccounts staff = new TestAccounts(api);
            String kefu = staff.kefu("kefu1");
            String admin = staff.logIn("admin", KefuNode.ADMIN_PASSWORD);
            String customer = staff.customer("customer1");
            api.post(null, "/api/auth/kefu/login", TestAccounts.login("kefu1", SECRET));
            api.post(null, "/api/auth/kefu/login", TestAccounts.login(SECRET, SECRET));
            String session = api.post(customer, "/api/sessions", "{\"user_id\": \"customer1\"}")
                    .text("session_id");
            api.post(admin, "/api/sessions/" + session + "/transfer", "{}");
            api.post(admin, "/api/sessions/" + session + "/transfer", "{\"to_kefu_id\": \"nobody\"}");
            String file = api.call("POST", "/api/files/upload")
                    .as(customer)
                    .form(MultipartForm.file("a.txt", "text"))
                    .send()
                    .text("file_id");
            api.call("DELETE", "/api/files/" + file).as(customer).send();
            api.get(customer, "/api/users/customer1/export");
            api.call("DELETE", "/api/users/customer1").as(customer).send();
            api.put(admin, "/api/users/kefu1", "{\"max_sessions\": 3, \"password\": \"%s\"}".formatted(SECRET));
            staff.logIn("kefu1", SECRET);
            api.put(admin, "/api/users/kefu1", "{\"user_type\": \"admin\", \"disabled\": true}");
            api.post(admin, "/api/auth/logout", "");
            admin = staff.logIn("admin", KefuNode.ADMIN_PASSWORD);
            assertThat(api.get(kefu, "/api/audit").status()).isEqualTo(401);

            Answer all = api.get(admin, "/api/audit?page_size=100");
            assertThat(entries(all))
                    .containsExactly(
                            "admin login admin",
                            "admin logout admin",
                            "admin user_disabled kefu1",
                            "admin role_changed kefu1",
                            "kefu1 login kefu1",
                            "admin limits_changed kefu1",
                            "admin password_changed kefu1",
                            "customer1 user_erased customer1",
                            "customer1 user_exported customer1",
                            "customer1 file_deleted " + file,
                            "admin session_transferred " + session,
                            "null login_failed ",
                            "null login_failed kefu1",
                            "admin login admin",
                            "kefu1 login kefu1",
                            "admin user_created kefu1",
                            "admin login admin");
            assertThat(all.node("total").getIntValue()).isEqualTo(17);
            assertThat(all.body()).doesNotContain(SECRET).contains("\"address\":\"127.0.0.1\"");
            assertThat(StreamSupport.stream(all.node("entries").values().spliterator(), false))
                    .allMatch(entry ->
                            Objects.requireNonNull(entry.get("confirmed")).getBooleanValue());
            assertThat(entries(api.get(admin, "/api/audit?actor=admin&target=kefu1&page_size=2&page=2")))
                    .containsExactly("admin limits_changed kefu1", "admin password_changed kefu1");
            assertThat(entries(api.get(admin, "/api/audit?action=login_failed&target=kefu1")))
                    .containsExactly("null login_failed kefu1");
            String failed = text(Objects.requireNonNull(all.node("entries").get(12)), "timestamp");
            assertThat(entries(api.get(admin, "/api/audit?to=" + failed)))
                    .startsWith("admin login admin")
                    .hasSize(4);
        }
    }

    /** The entries of an answer, each with its actor, action and target. */
    private static List<String> entries(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return StreamSupport.stream(answer.node("entries").values().spliterator(), false)
                .map(entry -> text(entry, "actor_id") + " " + text(entry, "action") + " " + text(entry, "target"))
                .toList();
    }

    private static String text(JsonNode node, String name) {
        JsonNode value = Objects.requireNonNull(node.get(name));
        return value.isNull() ? "null" : value.getStringValue();
    }
}
