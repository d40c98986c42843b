package io.kefu.redis.channel;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.kefu.redis.testing.RedisCluster;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.pubsub.StatefulRedisClusterPubSubConnection;
import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.slf4j.LoggerFactory;

@EnabledIfSystemProperty(named = "kefu.test.redis", matches = "cluster")
class ClusterSubscriberIT {
    private static final String CHANNEL = "0:{p0}:on:one";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Subscriber.Listener NO_LISTENER = new Subscriber.Listener() {
        @Override
        public void subscribed(String channel) {}

        @Override
        public void message(String channel, String text) {}
    };

    private final Logger log = (Logger) LoggerFactory.getLogger(ClusterSubscriber.class);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @BeforeEach
    void recordTheLog() {
        logged.start();
        log.addAppender(logged);
    }

    @AfterEach
    void stopRecording() {
        log.detachAppender(logged);
    }

    @Test
    void checksNothingOnceItIsClosed() throws Exception {
        RedisClusterClient client =
                RedisClusterClient.create(RedisCluster.shared().uris());
        StatefulRedisClusterPubSubConnection<String, String> connection = client.connectPubSub();
        ClusterSubscriber subscriber = new ClusterSubscriber(client, connection);
        subscriber.start(NO_LISTENER);
        subscriber.subscribe(CHANNEL).toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        CountDownLatch lost = new CountDownLatch(1);
        RedisURI master = client.getPartitions()
                .getMasterBySlot(SlotHash.getSlot(CHANNEL))
                .getUri();
        connection.getConnection(master.getHost(), master.getPort()).addListener(new RedisConnectionStateListener() {
            @Override
            public void onRedisDisconnected(RedisChannelHandler<?, ?> handler) {
                lost.countDown();
            }
        });

        subscriber.close();
        connection.close();
        assertThat(lost.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        subscriber.repairSoon();
        for (EventExecutor thread : client.getResources().eventExecutorGroup()) {
            thread.submit(() -> {}).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
        client.shutdown(Duration.ZERO, PATIENCE);
        assertThat(logged.list).isEmpty();
    }
}
