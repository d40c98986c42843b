package io.kefu.bootstrap.chat;

import io.kefu.domain.conversation.ConversationId;
import io.kefu.redis.RedisKeys;
import io.kefu.redis.connection.RedisSettings;
import io.kefu.redis.testing.AlsoOnCluster;
import io.kefu.redis.testing.ProcessServer;
import io.kefu.redis.testing.RedisCluster;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
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
    private RedisKeys keys;

    @BeforeEach
    void open() {
        redis = RedisCluster.startWithReplicas();
        house = house("local");
        keys = new RedisKeys(house.node().bean(RedisSettings.class).partitions());
    }

    @AfterEach
    void close() {
        house.close();
        redis.close();
    }

    private House house(String durability) {
        return new House(Map.of("redis.uris", redis.addresses(), "kefu.redis.durability", durability));
    }

    private ProcessServer master(ConversationId conversation) {
        return redis.master(keys.channel(conversation));
    }

    @Test
    void theMasterOfAConversationDies() {
        Failover.inTheMidstOfAChat(house, conversation -> {
            redis.awaitReplication();
            master(conversation).kill();
        });
    }

    @Test
    void theMasterOfAConversationHangs() {
        Failover.inTheMidstOfAChat(house, conversation -> {
            redis.awaitReplication();
            master(conversation).hang();
        });
    }

    @Test
    void theMasterDiesWithWhatItHadAcknowledged() {
        Failover.thatLosesTheTail(
                house,
                this::stopReplication,
                conversation -> master(conversation).kill());
    }

    @Test
    void theMasterDiesWithWhatItMayNotAcknowledge() {
        AtomicReference<ProcessServer> dead = new AtomicReference<>();
        try (House careful = house("replicated")) {
            Failover.thatLosesWhatWasRefused(
                    careful,
                    this::stopReplication,
                    conversation -> {
                        dead.set(master(conversation));
                        dead.get().kill();
                    },
                    // It finds by itself that it is a replica now.
                    () -> dead.get().restart());
        }
    }

    private void stopReplication(ConversationId conversation) {
        redis.awaitReplication();
        redis.stopReplication(master(conversation));
    }
}
