package io.kefu.redis.hours;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.hours.port.Hours.Versioned;
import io.kefu.application.hours.testing.HoursContract;
import io.kefu.redis.GlobalKeys;
import io.kefu.redis.testing.RedisExtension;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisHoursIT extends HoursContract {
    @RegisterExtension
    static final RedisExtension REDIS = new RedisExtension();

    @Override
    protected RedisHours create() {
        return new RedisHours(REDIS.redis(), REDIS.channels());
    }

    @Test
    void anotherNodeLearnsOfAChange() throws InterruptedException {
        RedisHours one = create();
        RedisHours other = create();
        BlockingQueue<Versioned> changes = new LinkedBlockingQueue<>();
        other.watch(changes::add);
        one.replace(withMessage("a"), OptionalLong.empty());
        assertThat(changes.poll(10, TimeUnit.SECONDS)).isEqualTo(new Versioned(1, withMessage("a")));
        assertThat(create().current()).isEqualTo(one.current());
    }

    @Test
    void theCheckFindsALostEventAndOtherData() {
        RedisHours hours = create();
        REDIS.commands().hset(GlobalKeys.HOURS, "v", "7");
        REDIS.commands().hset(GlobalKeys.HOURS, "d", HoursCodec.json(withMessage("missed")));
        hours.check().toCompletableFuture().join();
        assertThat(hours.current()).isEqualTo(new Versioned(7, withMessage("missed")));
        REDIS.commands().flushall();
        hours.check().toCompletableFuture().join();
        assertThat(hours.current()).isEqualTo(Versioned.NONE);
    }

    @Test
    void aRestoredSubscriptionReadsTheHours() throws InterruptedException {
        RedisHours hours = create();
        BlockingQueue<Versioned> changes = new LinkedBlockingQueue<>();
        hours.watch(changes::add);
        REDIS.commands().hset(GlobalKeys.HOURS, "v", "7");
        REDIS.commands().hset(GlobalKeys.HOURS, "d", HoursCodec.json(withMessage("missed")));
        REDIS.dropSubscribers();
        assertThat(changes.poll(10, TimeUnit.SECONDS)).isEqualTo(new Versioned(7, withMessage("missed")));
    }
}
