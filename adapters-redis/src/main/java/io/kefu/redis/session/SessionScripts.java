package io.kefu.redis.session;

import static io.lettuce.core.ScriptOutputType.INTEGER;
import static io.lettuce.core.ScriptOutputType.MULTI;

import io.kefu.application.page.PageRequest;
import io.kefu.application.session.port.Desk.Placement;
import io.kefu.application.session.port.SessionStore.Note;
import io.kefu.application.session.port.SessionStore.Only;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.session.Ending;
import io.kefu.domain.session.Handover;
import io.kefu.domain.session.Rating;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.session.SessionState;
import io.kefu.domain.user.UserId;
import io.kefu.redis.Counting;
import io.kefu.redis.Redis;
import io.kefu.redis.RedisKeys;
import io.kefu.redis.script.LuaScript;
import io.kefu.redis.script.Reply;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The scripts about sessions in their conversations with keys and arguments in the order in which they take them. */
final class SessionScripts {
    private final RedisKeys keys;
    private final Counting counting;
    private final LuaScript place;
    private final LuaScript close;
    private final LuaScript read;
    private final LuaScript rate;
    private final LuaScript list;

    SessionScripts(Redis redis) {
        this.keys = redis.keys();
        this.counting = redis.counting();
        this.place = LuaScript.of(redis, List.of("tally", "session", "place_session"), MULTI);
        this.close = LuaScript.of(redis, List.of("tally", "session", "close_session"), MULTI);
        this.read = LuaScript.of(redis, "session", "read_session", MULTI);
        this.rate = LuaScript.of(redis, "tally", "rate_session", INTEGER);
        this.list = LuaScript.of(redis, "list_sessions", MULTI);
    }

    CompletionStage<Reply> place(Placement placement, Note note, Instant now) {
        SessionId id = placement.session();
        ConversationId conversation = id.conversation();
        UserId kefu = placement.kefu();
        return place.<Object>run(
                        List.of(
                                keys.conversation(conversation),
                                keys.session(id),
                                keys.sessionsOf(conversation),
                                keys.kefuOf(conversation),
                                work(id, now),
                                keys.log(conversation),
                                keys.feed(keys.partition(conversation))),
                        id.suffix(),
                        placement.customer().value(),
                        kefu == null ? "" : kefu.value(),
                        placement.type(),
                        millis(placement.createdAt()),
                        Long.toString(placement.number()),
                        millis(now),
                        note.metadata() == null ? "" : note.metadata().json(),
                        note.handover() == null ? "" : HandoverCodec.text(note.handover()),
                        Integer.toString(Handover.KEPT),
                        counting.keptForMillis(),
                        conversation.key())
                .thenApply(Reply::of);
    }

    CompletionStage<Reply> close(SessionId id, Ending ending, Only only) {
        ConversationId conversation = id.conversation();
        return close.<Object>run(
                        List.of(
                                keys.conversation(conversation),
                                keys.session(id),
                                keys.kefuOf(conversation),
                                keys.log(conversation),
                                keys.counts(keys.partition(conversation), Counting.day(ending.at())),
                                work(id, ending.at())),
                        id.suffix(),
                        millis(ending.at()),
                        ending.reason(),
                        switch (only) {
                            case Only.Always always -> "always";
                            case Only.IfServedBy served -> "served";
                            case Only.IfWaiting waiting -> "waiting";
                            case Only.IfQuietSince quiet -> "quiet";
                        },
                        switch (only) {
                            case Only.Always always -> "";
                            case Only.IfServedBy served -> served.kefu().value();
                            case Only.IfWaiting waiting ->
                                Long.toString(waiting.as().number());
                            case Only.IfQuietSince quiet -> millis(quiet.since());
                        },
                        Long.toString(Counting.day(ending.at())),
                        counting.keptForMillis())
                .thenApply(Reply::of);
    }

    CompletionStage<Reply> read(SessionId id) {
        return read.<Object>run(List.of(keys.conversation(id.conversation()), keys.session(id)))
                .thenApply(Reply::of);
    }

    CompletionStage<Long> rate(SessionId id, Rating rating, Instant now) {
        String comment = rating.comment();
        return rate.run(
                List.of(keys.session(id), work(id, now)),
                Integer.toString(rating.score()),
                comment == null ? "" : comment,
                counting.keptForMillis());
    }

    CompletionStage<Reply> list(ConversationId conversation, @Nullable SessionState state, PageRequest page) {
        return list.<Object>run(
                        List.of(keys.conversation(conversation), keys.sessionsOf(conversation)),
                        state == null ? "" : state.word(),
                        Long.toString(page.offset()),
                        Integer.toString(page.size()))
                .thenApply(Reply::of);
    }

    private String work(SessionId id, Instant time) {
        return keys.work(keys.partition(id.conversation()), counting.houseDay(time));
    }

    private static String millis(Instant time) {
        return Long.toString(time.toEpochMilli());
    }
}
