package io.kefu.redis.session;

import static io.lettuce.core.ScriptOutputType.INTEGER;
import static io.lettuce.core.ScriptOutputType.MULTI;

import io.kefu.application.hours.port.Hours;
import io.kefu.application.page.PageRequest;
import io.kefu.application.session.port.Desk.Assignment;
import io.kefu.application.session.port.SessionStore.Only;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.hours.WorkingHours;
import io.kefu.domain.session.Ending;
import io.kefu.domain.session.SessionDetails;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.session.SessionState;
import io.kefu.domain.user.UserId;
import io.kefu.redis.Counting;
import io.kefu.redis.Redis;
import io.kefu.redis.RedisKeys;
import io.kefu.redis.script.LuaScript;
import io.kefu.redis.script.Reply;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The scripts that read and change the sessions of a conversation, with their keys and arguments. */
final class SessionScripts {
    private final Redis redis;
    private final RedisKeys keys;
    private final Counting counting;
    private final Hours hours;
    private final InstantSource clock;
    private final LuaScript apply;
    private final LuaScript close;
    private final LuaScript read;
    private final LuaScript update;
    private final LuaScript list;

    SessionScripts(Redis redis, Hours hours, InstantSource clock) {
        this.redis = redis;
        this.keys = redis.keys();
        this.counting = redis.counting();
        this.hours = hours;
        this.clock = clock;
        this.apply = LuaScript.of(redis, List.of("entry", "tally", "session", "apply_assignment"), MULTI);
        this.close = LuaScript.of(redis, List.of("entry", "tally", "session", "close_session"), MULTI);
        this.read = LuaScript.of(redis, "session", "read_session", MULTI);
        this.update = LuaScript.of(redis, List.of("tally", "session", "update_session"), INTEGER);
        this.list = LuaScript.of(redis, "list_sessions", MULTI);
    }

    /**
     * Runs {@code apply_assignment.lua}.
     *
     * @param version the version of the details that the caller knows
     * @param document the new details; empty to keep the present ones
     * @param tags the new tags; ignored if the document is empty
     */
    CompletionStage<Reply> apply(Assignment assignment, long version, String document, String tags) {
        SessionId id = assignment.session();
        ConversationId conversation = id.conversation();
        UserId kefu = assignment.kefu();
        Instant now = clock.instant();
        WorkingHours current = hours.current().hours();
        WorkingHours.Wait wait = current.wait(assignment.createdAt(), now);
        @Nullable String message = current.isOpen(now) ? null : current.closedMessage();
        return apply.<Object>run(
                        List.of(
                                keys.conversation(conversation),
                                keys.session(id),
                                keys.sessionsOf(conversation),
                                keys.kefuOf(conversation),
                                work(id, now),
                                keys.log(conversation),
                                keys.indexQueue(keys.partition(conversation)),
                                keys.uncounted(conversation)),
                        id.suffix(),
                        assignment.customer().value(),
                        kefu == null ? "" : kefu.value(),
                        assignment.type(),
                        millis(assignment.createdAt()),
                        Long.toString(assignment.number()),
                        millis(now),
                        Long.toString(version),
                        document,
                        counting.keptForMillis(),
                        conversation.key(),
                        tags,
                        wait.isWithinHours() ? "w" : "x",
                        Long.toString(wait.duration().toMillis()),
                        message == null ? "" : message,
                        WorkingHours.CLOSED_METADATA.json(),
                        redis.publishCommand(),
                        keys.channel(conversation))
                .thenApply(Reply::of);
    }

    /**
     * Runs {@code update_session.lua}, which returns 1 if the details still have this version.
     *
     * @param score the score of a new rating; empty for none
     */
    CompletionStage<Long> update(SessionId id, long version, SessionDetails changed, String score) {
        return update.run(
                List.of(
                        keys.session(id),
                        work(id, clock.instant()),
                        keys.indexQueue(keys.partition(id.conversation()))),
                Long.toString(version),
                SessionCodec.document(changed),
                score,
                counting.keptForMillis(),
                SessionCodec.tags(changed),
                id.conversation().key(),
                id.suffix());
    }

    /** Runs {@code close_session.lua}. */
    CompletionStage<Reply> close(SessionId id, Ending ending, Only only) {
        ConversationId conversation = id.conversation();
        return close.<Object>run(
                        List.of(
                                keys.conversation(conversation),
                                keys.session(id),
                                keys.kefuOf(conversation),
                                keys.log(conversation),
                                keys.counts(keys.partition(conversation), Counting.day(ending.at())),
                                work(id, ending.at()),
                                keys.indexQueue(keys.partition(conversation))),
                        id.suffix(),
                        millis(ending.at()),
                        ending.reason(),
                        switch (only) {
                            case Only.Always always -> "always";
                            case Only.IfServedBy served -> "served";
                            case Only.IfWaiting waiting -> "waiting";
                            case Only.IfIdleSince idle -> "idle";
                        },
                        switch (only) {
                            case Only.Always always -> "";
                            case Only.IfServedBy served -> served.kefu().value();
                            case Only.IfWaiting waiting ->
                                Long.toString(waiting.as().number());
                            case Only.IfIdleSince idle -> millis(idle.since());
                        },
                        Long.toString(Counting.day(ending.at())),
                        counting.keptForMillis(),
                        conversation.key())
                .thenApply(Reply::of);
    }

    /** Runs {@code read_session.lua}. */
    CompletionStage<Reply> read(SessionId id) {
        return read.<Object>run(List.of(keys.conversation(id.conversation()), keys.session(id)))
                .thenApply(Reply::of);
    }

    /** Runs {@code list_sessions.lua}. */
    CompletionStage<Reply> list(ConversationId conversation, @Nullable SessionState state, PageRequest page) {
        return list.<Object>run(
                        List.of(keys.conversation(conversation), keys.sessionsOf(conversation)),
                        state == null ? "" : state.word(),
                        Long.toString(page.offset()),
                        Integer.toString(page.size()))
                .thenApply(Reply::of);
    }

    private String work(SessionId id, Instant time) {
        return keys.work(keys.partition(id.conversation()), counting.zoneDay(time));
    }

    private static String millis(Instant time) {
        return Long.toString(time.toEpochMilli());
    }
}
