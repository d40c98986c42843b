package io.kefu.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.retention.RemoveOldMessages;
import io.kefu.application.retention.RemoveOldMessages.Counts;
import io.kefu.application.retention.RemoveOldMessages.Mode;
import io.kefu.bootstrap.KefuNode;
import io.kefu.redis.Redis;
import io.kefu.redis.RedisKeys;
import io.lettuce.core.Range;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XAddArgs;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests that a node with a retention removes old messages, and that the audit log shows it to admins. */
class RetentionIT {
    @Test
    void removesOldMessagesAndRecordsIt() {
        try (KefuNode node = KefuNode.start(Map.of("kefu.retention.messages", "3d"))) {
            Api api = new Api(node.uri());
            TestAccounts accounts = new TestAccounts(api);
            String customer = accounts.customer("customer1");
            say(api, customer, "old");
            Api.Answer older = say(api, customer, "older");
            assertThat(api.post(customer, "/api/sessions/%s/close".formatted(older.text("session_id")), "{}")
                            .status())
                    .isEqualTo(200);
            age(node.bean(Redis.class));
            say(api, customer, "new");
            RemoveOldMessages removal = node.bean(RemoveOldMessages.class);
            assertThat(removal.remove(Mode.COUNT)).isEqualTo(new Counts(true, 1, 2, 0, 0));
            assertThat(removal.remove(Mode.REMOVE)).isEqualTo(new Counts(true, 1, 2, 0, 0));

            Api.Answer history = api.get(customer, "/api/messages/history/customer1");
            assertThat(history.text("total")).isEqualTo("1");
            assertThat(history.body()).contains("new").doesNotContain("old");
            Api.Answer audit = api.get(accounts.admin(), "/api/audit?action=messages_removed");
            assertThat(audit.text("total")).isEqualTo("1");
            assertThat(audit.body()).contains("\"actor_id\":\"system\"", "\"messages\":\"2\"");
        }
    }

    private static Api.Answer say(Api api, String customer, String text) {
        return api.post(
                customer, "/api/messages/send", "{\"to_user_id\": \"support\", \"content\": \"%s\"}".formatted(text));
    }

    /** Makes the messages of all conversations a week old. */
    private static void age(Redis redis) {
        String time = Long.toString(Instant.now().minus(Duration.ofDays(7)).toEpochMilli());
        redis.await(redis.commands().keys(RedisKeys.ALL_CONVERSATIONS)).forEach(conversation -> {
            String log = conversation.replace(":conv:", ":log:");
            List<StreamMessage<String, String>> entries =
                    redis.await(redis.commands().xrange(log, Range.unbounded()));
            redis.await(redis.commands().del(log));
            entries.forEach(entry -> {
                Map<String, String> aged = new LinkedHashMap<>(entry.getBody());
                aged.put("w", time);
                redis.await(redis.commands().xadd(log, new XAddArgs().id(entry.getId()), aged));
            });
        });
    }
}
