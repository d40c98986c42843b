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
        house = new House(Map.of("redis.uri", redis.address()));
    }

    @AfterEach
    void close() {
        house.close();
        redis.close();
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
}
