package io.kefu.redis.session;

import static io.kefu.redis.RedisKeys.DESK_ACTIVE;
import static io.kefu.redis.RedisKeys.DESK_CUSTOMERS;
import static io.kefu.redis.RedisKeys.DESK_KEFU;
import static io.kefu.redis.RedisKeys.DESK_NUMBER;
import static io.kefu.redis.RedisKeys.DESK_QUEUE;
import static io.kefu.redis.RedisKeys.DESK_SERVED;
import static io.kefu.redis.RedisKeys.DESK_SESSIONS;
import static io.lettuce.core.ScriptOutputType.INTEGER;
import static io.lettuce.core.ScriptOutputType.MULTI;

import io.kefu.application.page.PageRequest;
import io.kefu.application.session.port.Desk;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.UserId;
import io.kefu.redis.Redis;
import io.kefu.redis.script.LuaScript;
import io.kefu.redis.script.Reply;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The desk's scripts with their keys and arguments in the order in which they take them. */
final class DeskScripts {
    private final LuaScript open;
    private final LuaScript snapshot;
    private final LuaScript assign;
    private final LuaScript release;
    private final LuaScript find;
    private final LuaScript remove;
    private final LuaScript list;

    DeskScripts(Redis redis) {
        this.open = LuaScript.of(redis, "open_session", MULTI);
        this.snapshot = LuaScript.of(redis, "snapshot_desk", MULTI);
        this.assign = LuaScript.of(redis, "assign_session", MULTI);
        this.release = LuaScript.of(redis, "release_kefu", MULTI);
        this.find = LuaScript.of(redis, "find_session", MULTI);
        this.remove = LuaScript.of(redis, "remove_session", INTEGER);
        this.list = LuaScript.of(redis, "list_newest", MULTI);
    }

    CompletionStage<Reply> open(Desk.Opening opening) {
        UserId preferred = opening.preferred();
        return open.<Object>run(
                        List.of(DESK_NUMBER, DESK_SESSIONS, DESK_CUSTOMERS, DESK_QUEUE),
                        opening.session().value(),
                        opening.customer().value(),
                        opening.type(),
                        millis(opening.createdAt()),
                        preferred == null ? "" : preferred.value())
                .thenApply(Reply::of);
    }

    CompletionStage<Reply> snapshot(int offset, int limit) {
        return snapshot.<Object>run(
                        List.of(DESK_SESSIONS, DESK_QUEUE, DESK_SERVED, DESK_KEFU),
                        Integer.toString(offset),
                        Integer.toString(limit))
                .thenApply(Reply::of);
    }

    CompletionStage<Reply> assign(SessionId session, UserId kefu, Instant now) {
        return assign.<Object>run(
                        List.of(DESK_NUMBER, DESK_SESSIONS, DESK_QUEUE, DESK_ACTIVE, DESK_SERVED, DESK_KEFU),
                        session.value(),
                        kefu.value(),
                        millis(now))
                .thenApply(Reply::of);
    }

    CompletionStage<Reply> release(UserId kefu) {
        return release.<Object>run(
                        List.of(DESK_NUMBER, DESK_SESSIONS, DESK_QUEUE, DESK_ACTIVE, DESK_SERVED), kefu.value())
                .thenApply(Reply::of);
    }

    CompletionStage<Reply> find(SessionId session) {
        return find.<Object>run(List.of(DESK_SESSIONS, DESK_QUEUE), session.value())
                .thenApply(Reply::of);
    }

    CompletionStage<Long> remove(SessionId session) {
        return remove.run(
                List.of(DESK_SESSIONS, DESK_CUSTOMERS, DESK_QUEUE, DESK_ACTIVE, DESK_SERVED), session.value());
    }

    CompletionStage<Reply> active(PageRequest page) {
        return list.<Object>run(List.of(DESK_ACTIVE), Long.toString(page.offset()), Integer.toString(page.size()))
                .thenApply(Reply::of);
    }

    private static String millis(Instant time) {
        return Long.toString(time.toEpochMilli());
    }
}
