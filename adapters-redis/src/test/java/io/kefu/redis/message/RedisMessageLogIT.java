package io.kefu.redis.message;

import static io.kefu.application.message.testing.Appends.customer;
import static io.kefu.application.message.testing.MessagePorts.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.message.port.MessageLog.ConversationState;
import io.kefu.application.message.testing.MessageLogContract;
import io.kefu.application.message.testing.MessagePorts;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.user.UserId;
import io.kefu.redis.testing.RedisExtension;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisMessageLogIT extends MessageLogContract {
    @RegisterExtension
    static final RedisExtension REDIS = new RedisExtension();

    @Override
    protected MessagePorts create() {
        return RedisMessages.of(REDIS);
    }

    /** If Redis stops a script between two commands, the log has an entry that the conversation's hash does not count. */
    @Test
    void continuesAfterEntriesThatTheHashDoesNotCount() {
        UserId writer = new UserId("writer");
        UserId kefu = new UserId("kefu");
        ConversationId conversation = ConversationIds.ofCustomer(writer);
        MessagePorts ports = create();
        ports.assign(writer, kefu, 1);
        ports.store(customer(writer, "one"));
        ports.store(customer(writer, "two"));
        ports.store(customer(writer, "three"));
        REDIS.redis()
                .await(REDIS.redis()
                        .commands()
                        .hset(
                                REDIS.redis().keys().conversation(conversation),
                                Map.of("seq", "1", "cnt", "1", "x", "1")));

        assertThat(ports.store(customer(writer, "four")).seq()).isEqualTo(4);

        assertThat(ports.store(customer(writer, "five")).seq()).isEqualTo(5);
        ConversationState state = await(ports.log().state(conversation)).orElseThrow();
        assertThat(state.last()).isEqualTo(5);
        assertThat(state.second().unread()).isEqualTo(5);
    }
}
