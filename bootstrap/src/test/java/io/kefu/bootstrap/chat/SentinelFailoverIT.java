package io.kefu.bootstrap.chat;

import io.kefu.redis.testing.RedisSentinel;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sentinel makes a replica the master while people chat. */
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
    void theMasterDies() {
        FailoverScenarios.inTheMidstOfAChat(node, conversation -> {
            redis.awaitReplication();
            redis.master().kill();
        });
    }

    /** Its connections stay open, and nothing ever comes out of them. */
    @Test
    void theMasterHangs() {
        FailoverScenarios.inTheMidstOfAChat(node, conversation -> {
            redis.awaitReplication();
            redis.master().hang();
        });
    }

    @Test
    void theMasterDiesWithWhatItHadAcknowledged() {
        FailoverScenarios.thatLosesTheTail(
                node,
                conversation -> {
                    redis.awaitReplication();
                    redis.stopReplication();
                },
                conversation -> redis.master().kill());
    }

    @Test
    void theMasterDiesWithWhatItMayNotAcknowledge() {
        try (ChatNode careful = node("replicated")) {
            FailoverScenarios.thatLosesWhatWasRefused(
                    careful,
                    conversation -> {
                        redis.awaitReplication();
                        redis.stopReplication();
                    },
                    conversation -> redis.master().kill(),
                    redis::bringBack);
        }
    }
}
