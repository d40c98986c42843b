package io.kefu.redis.session;

import static io.lettuce.core.ScriptOutputType.MULTI;

import io.kefu.application.page.PageRequest;
import io.kefu.application.session.port.Desk.Placement;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.session.SessionState;
import io.kefu.domain.user.Metadata;
import io.kefu.domain.user.UserId;
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
    private final LuaScript place;
    private final LuaScript close;
    private final LuaScript read;
    private final LuaScript list;

    SessionScripts(Redis redis) {
        this.keys = redis.keys();
        this.place = LuaScript.of(redis, "place_session", MULTI);
        this.close = LuaScript.of(redis, "close_session", MULTI);
        this.read = LuaScript.of(redis, "read_session", MULTI);
        this.list = LuaScript.of(redis, "list_sessions", MULTI);
    }

    CompletionStage<Reply> place(Placement placement, @Nullable Metadata metadata, Instant now) {
        SessionId id = placement.session();
        ConversationId conversation = id.conversation();
        UserId kefu = placement.kefu();
        return place.<Object>run(
                        List.of(
                                keys.conversation(conversation),
                                keys.session(id),
                                keys.sessionsOf(conversation),
                                keys.kefuOf(conversation)),
                        id.suffix(),
                        placement.customer().value(),
                        kefu == null ? "" : kefu.value(),
                        placement.type(),
                        millis(placement.createdAt()),
                        Long.toString(placement.number()),
                        millis(now),
                        metadata == null ? "" : metadata.json())
                .thenApply(Reply::of);
    }

    CompletionStage<Reply> close(SessionId id, Instant at) {
        ConversationId conversation = id.conversation();
        return close.<Object>run(
                        List.of(keys.conversation(conversation), keys.session(id), keys.kefuOf(conversation)),
                        id.suffix(),
                        millis(at))
                .thenApply(Reply::of);
    }

    CompletionStage<Reply> read(SessionId id) {
        return read.<Object>run(List.of(keys.conversation(id.conversation()), keys.session(id)))
                .thenApply(Reply::of);
    }

    CompletionStage<Reply> list(ConversationId conversation, @Nullable SessionState state, PageRequest page) {
        return list.<Object>run(
                        List.of(keys.conversation(conversation), keys.sessionsOf(conversation)),
                        state == null ? "" : state.word(),
                        Long.toString(page.offset()),
                        Integer.toString(page.size()))
                .thenApply(Reply::of);
    }

    private static String millis(Instant time) {
        return Long.toString(time.toEpochMilli());
    }
}
