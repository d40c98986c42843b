package io.kefu.bootstrap.chat;

import io.kefu.redis.RedisKeys;
import io.kefu.redis.connection.RedisSettings;
import io.kefu.redis.testing.AlsoOnCluster;
import io.kefu.redis.testing.RedisCluster;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A cluster makes a replica the master while people chat. */
@AlsoOnCluster
@EnabledIfSystemProperty(named = "kefu.test.redis", matches = "cluster")
class ClusterFailoverIT {
    private RedisCluster redis;
    private House house;

    @BeforeEach
    void open() {
        redis = RedisCluster.startWithReplicas();
        house = new House(Map.of("redis.uris", redis.addresses()));
    }

    @AfterEach
    void close() {
        house.close();
        redis.close();
    }

    @Test
    void theMasterOfAConversationDies() {
        RedisKeys keys = new RedisKeys(house.node().bean(RedisSettings.class).partitions());
        Failover.inTheMidstOfAChat(house, conversation -> {
            redis.awaitReplication();
            redis.master(keys.channel(conversation)).kill();
        });
    }

    @Test
    void theMasterOfAConversationHangs() {
        RedisKeys keys = new RedisKeys(house.node().bean(RedisSettings.class).partitions());
        Failover.inTheMidstOfAChat(house, conversation -> {
            redis.awaitReplication();
            redis.master(keys.channel(conversation)).hang();
        });
    }
}
