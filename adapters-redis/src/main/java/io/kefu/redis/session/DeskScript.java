package io.kefu.redis.session;

import io.kefu.redis.DeskKeys;
import io.kefu.redis.Redis;
import io.kefu.redis.script.LuaScript;
import io.kefu.redis.script.Reply;
import io.lettuce.core.ScriptOutputType;
import java.time.Instant;
import java.util.List;

/** A script with the keys of {@code desk.lua}. */
final class DeskScript {
    private static final List<String> KEYS = List.of(
            DeskKeys.NUMBER,
            DeskKeys.SESSIONS,
            DeskKeys.CUSTOMERS,
            DeskKeys.QUEUE,
            DeskKeys.ACTIVE,
            DeskKeys.SERVED,
            DeskKeys.KEFU,
            DeskKeys.ONLINE,
            DeskKeys.ABSENT,
            DeskKeys.IDLE_CHECKED,
            DeskKeys.PENDING);

    private final Redis redis;
    private final LuaScript script;

    private DeskScript(Redis redis, LuaScript script) {
        this.redis = redis;
        this.script = script;
    }

    /** A script that returns a list. */
    static DeskScript ofList(Redis redis, String name) {
        return new DeskScript(redis, LuaScript.of(redis, List.of("codec", "desk", name), ScriptOutputType.MULTI));
    }

    /** A script whose result does not matter. */
    static DeskScript ofInteger(Redis redis, String name) {
        return new DeskScript(redis, LuaScript.of(redis, List.of("codec", "desk", name), ScriptOutputType.INTEGER));
    }

    /** Runs a script that returns a list. Blocks. */
    Reply read(String... arguments) {
        return Reply.of(redis.await(script.<Object>run(KEYS, arguments)));
    }

    /** Runs a script whose result does not matter. Blocks. */
    void run(String... arguments) {
        redis.await(script.<Object>run(KEYS, arguments));
    }

    static String millis(Instant time) {
        return Long.toString(time.toEpochMilli());
    }
}
