package io.kefu.redis.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.message.port.MessageLog.Append;
import io.kefu.application.message.testing.Appends;
import io.kefu.application.message.testing.MessagePorts;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.user.UserId;
import io.kefu.redis.testing.RedisExtension;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.IntegerOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Measures the memory per message. */
class MemoryPerMessageIT {
    @RegisterExtension
    static final RedisExtension REDIS = new RedisExtension();

    private static final int MESSAGES = 1_000;
    private static final int BOUND = 250;
    private static final String TEXT = "x".repeat(100);
    private static final UserId CUSTOMER = new UserId("customer-0001");
    private static final UserId KEFU = new UserId("kefu001");
    private static final ConversationId CONVERSATION = ConversationIds.ofCustomer(CUSTOMER);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aMessageOfAHundredBytesTakesLittleMemory(boolean hasClientId) {
        MessagePorts ports = RedisMessages.of(REDIS);
        ports.assign(CUSTOMER, KEFU, 1);
        for (int i = 0; i < MESSAGES; i++) {
            Append append = Appends.at(
                    i % 2 == 0 ? Appends.customer(CUSTOMER, TEXT) : Appends.serving(KEFU, CUSTOMER, TEXT),
                    Appends.NOON.plusSeconds(i));
            ports.store(hasClientId ? Appends.under(append, "%036d".formatted(i)) : append);
        }
        ports.history().latest(1);
        Map<String, Long> usage = usage();
        System.err.printf("==== Bytes per message, client ids %s: %s ====%n", hasClientId, usage);
        long kept = usage.getOrDefault(REDIS.keys().log(CONVERSATION), 0L)
                + usage.getOrDefault(REDIS.keys().conversation(CONVERSATION), 0L);
        assertThat(kept).isBetween(100L, (long) BOUND);
    }

    private static Map<String, Long> usage() {
        Map<String, Long> usage = new TreeMap<>();
        for (String key : REDIS.commands().keys("*")) {
            CommandArgs<String, String> args = new CommandArgs<>(StringCodec.UTF8)
                    .add("USAGE")
                    .addKey(key)
                    .add("SAMPLES")
                    .add(0);
            Long bytes = REDIS.commands().dispatch(CommandType.MEMORY, new IntegerOutput<>(StringCodec.UTF8), args);
            usage.put(key, bytes / MESSAGES);
        }
        return usage;
    }
}
