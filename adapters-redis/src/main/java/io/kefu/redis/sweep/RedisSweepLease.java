package io.kefu.redis.sweep;

import static io.kefu.redis.DeskKeys.SWEEPER;

import io.kefu.application.sweep.port.SweepLease;
import io.kefu.redis.Redis;
import io.kefu.redis.script.LuaScript;
import io.lettuce.core.ScriptOutputType;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** The lease of the node that runs the sweeps, as a key that expires. */
@Singleton
public final class RedisSweepLease implements SweepLease {
    private final Redis redis;
    private final LuaScript hold;
    private final LuaScript release;

    public RedisSweepLease(Redis redis) {
        this.redis = redis;
        this.hold = LuaScript.of(redis, "hold_sweep", ScriptOutputType.INTEGER);
        this.release = LuaScript.of(redis, "release_sweep", ScriptOutputType.INTEGER);
    }

    @Override
    public boolean hold(String node, Duration lease) {
        return redis.<Long>await(hold.run(List.of(SWEEPER), node, Long.toString(lease.toMillis()))) == 1;
    }

    @Override
    public void release(String node) {
        redis.<Long>await(release.run(List.of(SWEEPER), node));
    }
}
