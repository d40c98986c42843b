package io.kefu.bootstrap.chat;

import static io.kefu.bootstrap.chat.ChatClient.number;
import static io.kefu.bootstrap.chat.ChatClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.chat.ChatNode.TestUser;
import io.kefu.bootstrap.system.Api;
import io.kefu.bootstrap.system.Api.Answer;
import io.kefu.redis.testing.AlsoOnCluster;
import io.micronaut.json.tree.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests the working hours over two nodes. */
@AlsoOnCluster
class HoursIT {
    private static final String CLOSED =
            "{\"zone\": \"Asia/Shanghai\", \"weekly\": {}, \"closed_message\": \"现在是非工作时间\"}";
    private static final List<List<String>> ALL_DAY = List.of(List.of("00:00", "24:00"));
    private static final String OPEN = ChatClient.write(Map.of(
            "zone",
            "Asia/Shanghai",
            "weekly",
            Map.of(
                    "mon", ALL_DAY, "tue", ALL_DAY, "wed", ALL_DAY, "thu", ALL_DAY, "fri", ALL_DAY, "sat", ALL_DAY,
                    "sun", ALL_DAY)));

    private static ChatNode one;
    private static ChatNode other;
    private static Api api;
    private static Api far;
    private static TestUser admin;

    @BeforeAll
    static void open() {
        one = new ChatNode(Map.of());
        other = one.beside();
        api = new Api(one.uri());
        far = new Api(other.uri());
        admin = one.admin();
    }

    @AfterAll
    static void close() {
        other.close();
        one.close();
    }

    private static void set(String hours) {
        Answer answer = api.put(admin.token(), "/api/hours", hours);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    }

    private static boolean isHoursChanged(JsonNode data, boolean open) {
        return text(data, "event").equals("hours_changed") && data.get("open").getBooleanValue() == open;
    }

    @Test
    void aSessionWaitsOutsideTheHoursAndIsAssignedWhenTheServiceOpens() {
        TestUser kefu = one.kefu();
        TestUser customer = one.customer();
        try (ChatClient console = other.connect(kefu);
                ChatClient page = other.connect(customer)) {
            set(CLOSED);
            page.await("notification", data -> isHoursChanged(data, false));
            assertThat(far.get(null, "/api/hours/now").body()).isEqualTo("{\"open\":false}");
            page.say("support", "hello");
            JsonNode notice = page.await("message");
            assertThat(text(notice, "content")).isEqualTo("现在是非工作时间");
            assertThat(text(notice, "msg_type")).isEqualTo("system");
            assertThat(text(notice, "from_user_id")).isEqualTo("system");
            assertThat(text(notice, "metadata.event")).isEqualTo("service_closed");
            page.await("ack");
            page.say("support", "anybody?");
            page.await("ack");
            Answer history = api.get(customer.token(), "/api/messages/history/" + customer.id());
            assertThat(history.text("total")).isEqualTo("3");
            assertThat(api.get(customer.token(), "/api/messages/unread").text("total"))
                    .isEqualTo("0");
            assertThat(far.get(kefu.token(), "/api/sessions/waiting").text("total"))
                    .isEqualTo("1");
            set(OPEN);
            console.await("notification", data -> isHoursChanged(data, true));
            JsonNode assigned =
                    console.await("notification", data -> text(data, "event").equals("session_assigned"));
            assertThat(text(assigned, "session.user_id")).isEqualTo(customer.id());
            assertThat(number(assigned, "last_seq")).isEqualTo(3);
            assertThat(text(console.await("message"), "msg_type")).isEqualTo("system");
        } finally {
            set(OPEN);
        }
        one.retire(kefu);
        one.clear();
    }

    @Test
    void showsTheHoursAsTheyWereSet() {
        set("""
                {"zone": "America/New_York", "weekly": {"mon": [["09:00", "12:00"], ["13:30", "18:00"]], "fri": [["22:00", "02:00"]]},
                 "holidays": [{"date": "2024-12-25"}, {"date": "2024-12-24", "intervals": [["09:00", "24:00"]]}]}""");
        Answer shown = far.get(admin.token(), "/api/hours");
        while (!shown.text("zone").equals("America/New_York")) {
            shown = far.get(admin.token(), "/api/hours");
        }
        assertThat(shown.body())
                .contains("\"mon\":[[\"09:00\",\"12:00\"],[\"13:30\",\"18:00\"]],\"tue\":[]")
                .contains("\"fri\":[[\"22:00\",\"02:00\"]]")
                .contains(
                        "{\"date\":\"2024-12-25\",\"intervals\":[]},{\"date\":\"2024-12-24\",\"intervals\":[[\"09:00\",\"24:00\"]]}");
        Answer now = api.get(null, "/api/hours/now");
        assertThat(Instant.parse(now.text("next_change_at"))).isAfter(Instant.now());
        String version = shown.text("version");
        String outdated = OPEN.replaceFirst("\\{", "{\"version\":" + version + ",");
        assertThat(api.put(admin.token(), "/api/hours", outdated).status()).isEqualTo(200);
        assertThat(api.put(admin.token(), "/api/hours", outdated).status()).isEqualTo(409);
    }
}
