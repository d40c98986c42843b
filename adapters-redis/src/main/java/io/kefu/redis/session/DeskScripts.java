package io.kefu.redis.session;

import static io.lettuce.core.ScriptOutputType.INTEGER;
import static io.lettuce.core.ScriptOutputType.MULTI;

import io.kefu.application.page.PageRequest;
import io.kefu.application.session.port.Desk;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.UserId;
import io.kefu.redis.DeskKeys;
import io.kefu.redis.Redis;
import io.kefu.redis.script.LuaScript;
import io.kefu.redis.script.Reply;
import io.lettuce.core.ScriptOutputType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The desk's scripts with their arguments in the order in which they take them. All have the same keys. */
final class DeskScripts {
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
            DeskKeys.QUIET,
            DeskKeys.UNSETTLED);

    private final Redis redis;
    private final LuaScript open;
    private final LuaScript snapshot;
    private final LuaScript hand;
    private final LuaScript returnToQueue;
    private final LuaScript release;
    private final LuaScript releaseSilent;
    private final LuaScript find;
    private final LuaScript remove;
    private final LuaScript queue;
    private final LuaScript ranks;
    private final LuaScript settle;
    private final LuaScript closing;
    private final LuaScript overdue;
    private final LuaScript list;
    private final LuaScript hear;

    DeskScripts(Redis redis) {
        this.redis = redis;
        this.open = script("open_session", MULTI);
        this.snapshot = script("snapshot_desk", MULTI);
        this.hand = script("hand_session", MULTI);
        this.returnToQueue = script("hand_back_session", MULTI);
        this.release = script("release_kefu", MULTI);
        this.releaseSilent = script("release_silent_kefu", MULTI);
        this.find = script("find_session", MULTI);
        this.remove = script("remove_session", INTEGER);
        this.queue = script("list_queue", MULTI);
        this.ranks = script("rank_sessions", MULTI);
        this.settle = script("settle_session", INTEGER);
        this.closing = script("note_closing", INTEGER);
        this.overdue = script("list_overdue", MULTI);
        this.list = LuaScript.of(redis, "list_newest", MULTI);
        this.hear = LuaScript.of(redis, "hear_customer", INTEGER);
    }

    private LuaScript script(String name, ScriptOutputType output) {
        return LuaScript.of(redis, List.of("codec", "desk", name), output);
    }

    CompletionStage<Reply> open(Desk.Opening opening, @Nullable UserId servedBy) {
        return run(
                open,
                opening.session().value(),
                opening.customer().value(),
                opening.type(),
                millis(opening.createdAt()),
                text(opening.preferred()),
                text(servedBy));
    }

    CompletionStage<Reply> snapshot(int offset, int limit) {
        return run(snapshot, Integer.toString(offset), Integer.toString(limit));
    }

    CompletionStage<Reply> route(SessionId session, UserId to, Instant now) {
        return run(hand, session.value(), "", to.value(), millis(now), "routed");
    }

    CompletionStage<Reply> hand(SessionId session, String from, UserId to, Instant now) {
        return run(hand, session.value(), from, to.value(), millis(now), "by hand");
    }

    CompletionStage<Reply> returnToQueue(SessionId session, UserId from, Instant now) {
        return run(returnToQueue, session.value(), from.value(), millis(now));
    }

    CompletionStage<Reply> release(UserId kefu, Instant now) {
        return run(release, kefu.value(), millis(now));
    }

    CompletionStage<Reply> releaseSilent(Instant silentSince, Instant now, int enough) {
        return run(releaseSilent, millis(now), millis(silentSince), Integer.toString(enough));
    }

    CompletionStage<Reply> find(SessionId session) {
        return run(find, session.value());
    }

    CompletionStage<Long> remove(SessionId session) {
        return remove.run(KEYS, session.value());
    }

    CompletionStage<Reply> active(PageRequest page) {
        return list.<Object>run(List.of(DeskKeys.ACTIVE), Long.toString(page.offset()), Integer.toString(page.size()))
                .thenApply(Reply::of);
    }

    CompletionStage<Reply> queue(PageRequest page) {
        return run(queue, Long.toString(page.offset()), Integer.toString(page.size()));
    }

    CompletionStage<Reply> ranks(Collection<SessionId> sessions) {
        return run(ranks, sessions.stream().map(SessionId::value).toArray(String[]::new));
    }

    CompletionStage<Long> settle(SessionId session, long number) {
        return settle.run(KEYS, session.value(), Long.toString(number));
    }

    CompletionStage<Long> closing(SessionId session, Instant now) {
        return closing.run(KEYS, session.value(), millis(now));
    }

    CompletionStage<Reply> overdue(String list, Instant since, int limit) {
        return run(overdue, list, millis(since), Integer.toString(limit));
    }

    CompletionStage<Long> hear(UserId customer, Instant at) {
        return hear.run(List.of(DeskKeys.CUSTOMERS, DeskKeys.ABSENT), customer.value(), millis(at));
    }

    private static CompletionStage<Reply> run(LuaScript script, String... arguments) {
        return script.<Object>run(KEYS, arguments).thenApply(Reply::of);
    }

    private static String text(@Nullable UserId user) {
        return user == null ? "" : user.value();
    }

    private static String millis(Instant time) {
        return Long.toString(time.toEpochMilli());
    }
}
