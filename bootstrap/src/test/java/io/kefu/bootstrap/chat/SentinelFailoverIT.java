package io.kefu.bootstrap.chat;

import io.kefu.redis.testing.RedisSentinel;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sentinel makes a replica the master while people chat. */
class SentinelFailoverIT {
    private RedisSentinel redis;
    private House house;

    @BeforeEach
    void open() {
        redis = RedisSentinel.start();
        house = house("local");
    }

    @AfterEach
    void close() {
        house.close();
        redis.close();
    }

    private House house(String durability) {
        return new House(Map.of("redis.uri", redis.address(), "kefu.redis.durability", durability));
    }

    @Test
    void theMasterDies() {
        Failover.inTheMidstOfAChat(house, conversation -> {
            redis.awaitReplication();
            redis.master().kill();
        });
    }

    /** Its connections stay open, and nothing ever comes out of them. */
    @Test
    void theMasterHangs() {
        Failover.inTheMidstOfAChat(house, conversation -> {
            redis.awaitReplication();
            redis.master().hang();
        });
    }

    @Test
    void theMasterDiesWithWhatItHadAcknowledged() {
        Failover.thatLosesTheTail(
                house,
                conversation -> {
                    redis.awaitReplication();
                    redis.stopReplication();
                },
                conversation -> redis.master().kill());
    }

    @Test
    void theMasterDiesWithWhatItMayNotAcknowledge() {
        try (House careful = house("replicated")) {
            Failover.thatLosesWhatWasRefused(
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
