package io.kefu.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.conversation.ConversationIds;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.user.UserId;
import io.lettuce.core.cluster.SlotHash;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class RedisKeysTest {
    private static final UserId USER = new UserId("user");
    private static final ConversationId CONVERSATION = ConversationIds.ofCustomer(USER);

    @Test
    void eachChannelNameBeginsWithTheDatabase() {
        assertThat(channels(new RedisKeys(64, 1)))
                .allMatch(channel -> channel.startsWith("1:"))
                .doesNotContainAnyElementsOf(channels(new RedisKeys(64, 2)))
                .doesNotContainAnyElementsOf(channels(new RedisKeys(64, 11)))
                .doesNotContainAnyElementsOf(channels(new RedisKeys(64)));
    }

    @Test
    void theChannelOfAConversationIsInTheSlotOfItsLog() {
        RedisKeys keys = new RedisKeys(64);
        assertThat(SlotHash.getSlot(keys.channel(CONVERSATION))).isEqualTo(SlotHash.getSlot(keys.log(CONVERSATION)));
    }

    @Test
    void thePartitionFollowsFromTheFirstTwoBytesOfTheKey() {
        for (int i = 0; i < 1_000; i++) {
            ConversationId id = ConversationIds.ofCustomer(new UserId("user" + i));
            byte[] bytes = Base64.getUrlDecoder().decode(id.key());
            int head = (Byte.toUnsignedInt(bytes[0]) << 8) + Byte.toUnsignedInt(bytes[1]);
            assertThat(new RedisKeys(1_000).partition(id)).isEqualTo(head % 1_000);
        }
    }

    private static List<String> channels(RedisKeys keys) {
        return List.of(keys.channel(CONVERSATION), keys.channel(USER), keys.rooms());
    }
}
