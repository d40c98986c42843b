package io.kefu.bootstrap.chat;

import io.kefu.redis.testing.RedisSentinel;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Sentinel promotes a replica during a chat. */
@Isolated("A Sentinel that gets no processor time takes a healthy master for dead.")
class SentinelFailoverIT {
    private RedisSentinel redis;
    private ChatNode node;

    @BeforeEach
    void open() {
        redis = RedisSentinel.start();
        node = node("local");
    }

    @AfterEach
    void close() {
        node.close();
        redis.close();
    }

    private ChatNode node(String durability) {
        return new ChatNode(Map.of("redis.uri", redis.address(), "kefu.redis.durability", durability));
    }

    @Test
    void survivesTheDeathOfTheMaster() {
        FailoverScenarios.duringAChat(node, conversation -> {
            redis.awaitReplication();
            redis.master().kill();
        });
    }

    /** The connections to a hanging master stay open, but it answers nothing. */
    @Test
    void survivesAHangingMaster() {
        FailoverScenarios.duringAChat(node, conversation -> {
            redis.awaitReplication();
            redis.master().hang();
        });
    }

    @Test
    void announcesALossOfAcknowledgedMessages() {
        FailoverScenarios.withLostMessages(
                node,
                conversation -> {
                    redis.awaitReplication();
                    redis.stopReplication();
                },
                conversation -> redis.master().kill());
    }

    @Test
    void refusesMessagesThatNoReplicaHas() {
        try (ChatNode replicated = node("replicated")) {
            FailoverScenarios.withRefusedMessages(
                    replicated,
                    conversation -> {
                        redis.awaitReplication();
                        redis.stopReplication();
                    },
                    conversation -> redis.master().kill(),
                    redis::bringBack);
        }
    }
}
