package io.kefu.bootstrap.chat;

import io.kefu.domain.conversation.ConversationId;
import io.kefu.redis.RedisKeys;
import io.kefu.redis.client.RedisSettings;
import io.kefu.redis.testing.AlsoOnCluster;
import io.kefu.redis.testing.ProcessServer;
import io.kefu.redis.testing.RedisCluster;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A Redis Cluster promotes a replica during a chat. */
@AlsoOnCluster
@EnabledIfSystemProperty(named = "kefu.test.redis", matches = "cluster")
class ClusterFailoverIT {
    private RedisCluster redis;
    private ChatNode node;
    private RedisKeys keys;

    @BeforeEach
    void open() {
        redis = RedisCluster.startWithReplicas();
        node = node("local");
        keys = new RedisKeys(node.bean(RedisSettings.class).partitions());
    }

    @AfterEach
    void close() {
        node.close();
        redis.close();
    }

    private ChatNode node(String durability) {
        return new ChatNode(Map.of("redis.uris", redis.addresses(), "kefu.redis.durability", durability));
    }

    private ProcessServer master(ConversationId conversation) {
        return redis.master(keys.channel(conversation));
    }

    @Test
    void survivesTheDeathOfAMaster() {
        FailoverScenarios.duringAChat(node, conversation -> {
            redis.awaitReplication();
            master(conversation).kill();
        });
    }

    @Test
    void survivesAHangingMaster() {
        FailoverScenarios.duringAChat(node, conversation -> {
            redis.awaitReplication();
            master(conversation).hang();
        });
    }

    @Test
    void announcesALossOfAcknowledgedMessages() {
        FailoverScenarios.withLostMessages(
                node,
                this::stopReplication,
                conversation -> master(conversation).kill());
    }

    @Test
    void refusesMessagesThatNoReplicaHas() {
        AtomicReference<ProcessServer> dead = new AtomicReference<>();
        try (ChatNode replicated = node("replicated")) {
            FailoverScenarios.withRefusedMessages(
                    replicated,
                    this::stopReplication,
                    conversation -> {
                        dead.set(master(conversation));
                        dead.get().kill();
                    },
                    // The restarted server learns from the cluster that it is a replica now.
                    () -> dead.get().restart());
        }
    }

    private void stopReplication(ConversationId conversation) {
        redis.awaitReplication();
        redis.stopReplication(master(conversation));
    }
}
