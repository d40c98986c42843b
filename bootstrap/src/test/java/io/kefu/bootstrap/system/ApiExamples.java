package io.kefu.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.KefuNode;
import io.kefu.bootstrap.system.Api.Answer;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * A node and users for the examples of the API's description. The subclasses contain the requests and responses exactly as the
 * description has them.
 */
abstract class ApiExamples {
    static KefuNode node;
    static Api api;
    static String admin;
    static String customer;
    static Answer login;
    static String kefu;
    static String session;

    @BeforeAll
    static void start() {
        node = KefuNode.start(Map.of());
        api = new Api(node.uri());
        TestAccounts staff = new TestAccounts(api);
        admin = staff.admin();
        staff.kefu("kefu001", "客服小明");
        login = api.post(null, "/api/auth/kefu/login", """
                {
                    "kefu_id": "kefu001",
                    "password": "password123"
                }""");
        kefu = login.text("session_id");
        customer = staff.customer("user123", "李四");
        session = open().text("session_id");
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    static Answer open() {
        return api.post(customer, "/api/sessions", """
                {
                    "user_id": "user123",
                    "session_type": "customer_service"
                }""");
    }

    static void assertAnswer(Answer answer, int status, String example) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(JsonExample.differences(example, answer.json()))
                .as("%s", answer)
                .isEmpty();
    }
}
