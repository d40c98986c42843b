package io.kefu.redis.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.presence.port.OpenSockets;
import io.kefu.application.presence.testing.OpenSocketsContract;
import io.kefu.domain.presence.OpenSocket;
import io.kefu.domain.user.UserId;
import io.kefu.redis.DeskKeys;
import io.kefu.redis.GlobalKeys;
import io.kefu.redis.testing.RedisExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisOpenSocketsIT extends OpenSocketsContract {
    @RegisterExtension
    static final RedisExtension REDIS = new RedisExtension();

    @Override
    protected OpenSockets create(String... nodes) {
        for (String node : nodes) {
            REDIS.commands().hset(DeskKeys.CONNECTIONS, node, "");
        }
        return new RedisOpenSockets(REDIS.redis());
    }

    @Test
    void aNodeThatDoesNotReportIsForgotten() {
        OpenSocket socket = new OpenSocket(Instant.EPOCH, Instant.EPOCH, "");
        create("one").report("one", Map.of(new UserId("user"), List.of(socket)), Duration.ofSeconds(45));
        assertThat(REDIS.commands().pttl(GlobalKeys.socketsOfNode("one"))).isBetween(1L, 45_000L);
    }
}
