package io.kefu.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.KefuNode;
import io.kefu.bootstrap.system.Api.Answer;
import io.micronaut.json.tree.JsonNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the page parameters of every list. */
class PageBoundsIT {
    private static final int CUSTOMERS = 23;
    private static KefuNode node;
    private static Api api;
    private static String admin;

    @BeforeAll
    static void start() {
        node = KefuNode.start(Map.of());
        api = new Api(node.uri());
        TestAccounts staff = new TestAccounts(api);
        admin = staff.admin();
        for (int i = 0; i < CUSTOMERS; i++) {
            staff.customer("user" + i);
        }
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/users",
                "/api/users/online",
                "/api/messages/history/user1",
                "/api/sessions/user/user1",
                "/api/sessions",
                "/api/sessions/active",
                "/api/audit"
            })
    void refusesInvalidPages(String list) {
        for (String page : new String[] {"0", "-1", "x", "1.5", "99999999999"}) {
            assertRefused(list + "?page=" + page, "page");
        }
        for (String size : new String[] {"0", "-1", "101", "x", "20.0", "99999999999"}) {
            assertRefused(list + "?page_size=" + size, "page_size");
        }
        assertPage(list, 1, 20);
        assertPage(list + "?page=1&page_size=1", 1, 1);
        assertPage(list + "?page_size=100", 1, 100);
        assertPage(list + "?page=1000", 1000, 20);
    }

    @Test
    void acceptsACountFromOneToAHundred() {
        for (String count : new String[] {"0", "-1", "101", "x", "1.5"}) {
            assertRefused("/api/messages/latest?count=" + count, "count");
        }
        for (String query : new String[] {"", "?count=1", "?count=100"}) {
            assertThat(api.get(admin, "/api/messages/latest" + query).status()).isEqualTo(200);
        }
    }

    @Test
    void coversTheWholeListWithAllPages() {
        Set<String> seen = new HashSet<>();
        for (int page = 1; page <= 5; page++) {
            Answer answer = api.get(admin, "/api/users?user_type=customer&page_size=5&page=" + page);
            assertThat(answer.text("total")).isEqualTo("" + CUSTOMERS);
            for (JsonNode user : answer.node("users").values()) {
                seen.add(String.valueOf(user.get("user_id")));
            }
        }
        assertThat(seen).hasSize(CUSTOMERS);
        Answer beyond = api.get(admin, "/api/users?user_type=customer&page_size=5&page=6");
        assertThat(beyond.node("users").size()).isZero();
        assertThat(beyond.text("total")).isEqualTo("" + CUSTOMERS);
    }

    @Test
    void refusesUnknownFilterValues() {
        assertRefused("/api/users?user_type=robot", "user_type");
        assertRefused("/api/sessions/user/user1?status=open", "status");
    }

    private static void assertRefused(String path, String field) {
        Answer answer = api.get(admin, path);
        assertThat(answer.status()).as("%s %s", path, answer).isEqualTo(400);
        assertThat(answer.text("error.code")).isEqualTo("INVALID_PARAMETER");
        assertThat(answer.text("error.details." + field)).as("%s", answer).isNotEmpty();
    }

    private static void assertPage(String path, int page, int size) {
        Answer answer = api.get(admin, path);
        assertThat(answer.status()).as("%s %s", path, answer).isEqualTo(200);
        assertThat(answer.text("page")).isEqualTo("" + page);
        assertThat(answer.text("page_size")).isEqualTo("" + size);
        assertThat(answer.text("total")).matches("\\d+");
    }
}
