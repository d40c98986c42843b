package io.kefu.redis.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.page.PageRequest;
import io.kefu.application.presence.port.Presence;
import io.kefu.application.presence.testing.PresenceContract;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import io.kefu.redis.DeskKeys;
import io.kefu.redis.testing.RedisExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisPresenceIT extends PresenceContract {
    @RegisterExtension
    static final RedisExtension REDIS = new RedisExtension();

    @Override
    protected Presence create() {
        return new RedisPresence(REDIS.redis());
    }

    @Test
    void removesAllKeysOfUsersWhoAreOffline() {
        Presence presence = create();
        Instant noon = Instant.parse("2026-03-01T12:00:00Z");
        Duration lease = Duration.ofSeconds(45);
        UserId kefu = new UserId("kefu");
        presence.heartbeat(kefu, User.Service.DEFAULT, null, noon, lease);
        presence.connect("node-1", List.of(kefu, new UserId("customer")), noon, lease);
        presence.endDuty(kefu, noon);
        presence.online(new PageRequest(1, 20), noon.plus(lease));
        presence.takeChanges(noon.plus(lease).plus(lease), lease, 10);
        assertThat(REDIS.commands().zrange(DeskKeys.OFF_DUTY, 0, -1)).containsExactly("kefu");
        assertThat(REDIS.commands().dbsize()).isEqualTo(1);
        presence.endDuty(new UserId("other"), noon.plusSeconds(61));
        assertThat(REDIS.commands().zrange(DeskKeys.OFF_DUTY, 0, -1)).containsExactly("other");
    }
}
