package io.kefu.redis.message;

import io.kefu.application.message.port.MessageHistory.Window;
import io.kefu.application.message.port.MessageLog.Batch;
import io.kefu.application.message.port.MessageLog.ConversationState;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.message.Message;
import io.kefu.domain.user.UserId;
import io.kefu.redis.Fields;
import io.kefu.redis.Redis;
import io.kefu.redis.RedisKeys;
import io.kefu.redis.script.LuaScript;
import io.kefu.redis.script.Reply;
import io.lettuce.core.ScriptOutputType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Reads the states of conversations, and parts of their logs with the tombstones of recalled messages. */
final class MessageReader {
    private final Redis redis;
    private final RedisKeys keys;
    private final LuaScript readMessages;

    MessageReader(Redis redis) {
        this.redis = redis;
        this.keys = redis.keys();
        this.readMessages = LuaScript.of(redis, "read_messages", ScriptOutputType.MULTI);
    }

    /**
     * A part of a log.
     *
     * @param last the highest seq that the reader may see
     */
    record Part(long last, Batch batch) {}

    /**
     * The user for whom a part is read.
     *
     * @param kefu a kefu's id; empty for a caller who may read everything
     * @param mayReadWaiting whether the kefu may read the whole conversation while the customer waits
     */
    record Reader(String kefu, boolean mayReadWaiting) {
        /** A caller who may read everything. */
        static final Reader UNRESTRICTED = new Reader("", false);

        /** A kefu who may read conversations that they serve or served; for null, a caller who may read everything. */
        static Reader served(@Nullable UserId kefu) {
            return kefu == null ? UNRESTRICTED : new Reader(kefu.value(), false);
        }
    }

    /**
     * Reads a part of a log.
     *
     * @return empty if the reader may not read the conversation
     */
    CompletionStage<Optional<Part>> read(ConversationId conversation, Window window, Reader by) {
        String[] range = range(window);
        CompletionStage<Object> reply = readMessages.run(
                List.of(
                        keys.conversation(conversation),
                        keys.log(conversation),
                        keys.recalled(conversation),
                        keys.history(keys.partition(conversation)),
                        keys.kefuOf(conversation)),
                range[0],
                range[1],
                range[2],
                by.kefu(),
                by.mayReadWaiting() ? "1" : "0");
        return redis.guard(reply).thenApply(found -> part(conversation, Reply.of(found)));
    }

    private static String[] range(Window window) {
        return switch (window) {
            case Window.Numbered numbered ->
                range("page", numbered.page().offset(), numbered.page().size());
            case Window.Before before -> range("before", before.seq(), before.size());
            case Window.After after -> range("after", after.seq(), after.size());
        };
    }

    private static String[] range(String mode, long number, int size) {
        return new String[] {mode, Long.toString(number), Integer.toString(size)};
    }

    private static Optional<Part> part(ConversationId conversation, Reply reply) {
        if (reply.isEmpty()) {
            return Optional.empty();
        }
        Optional<ConversationHash> state =
                ConversationHash.of(conversation, reply.list(1).fields(), reply.textOrNull(2));
        List<Message> messages = new ArrayList<>();
        for (Reply entry : reply.list(3).lists()) {
            Message message = MessageCodec.message(
                    conversation, MessageCodec.seq(entry.text(0)), entry.list(1).fields());
            messages.add(state.map(known -> known.withStatus(message)).orElse(message));
        }
        return Optional.of(new Part(reply.number(0), new Batch(state.map(ConversationHash::state), messages)));
    }

    /** Reads the state of a conversation, with two commands in one round trip. */
    CompletionStage<Optional<ConversationState>> state(ConversationId conversation) {
        CompletionStage<Map<String, String>> fields = redis.commands().hgetall(keys.conversation(conversation));
        CompletionStage<String> losses =
                redis.commands().hget(keys.history(keys.partition(conversation)), Fields.History.LAST_LOSS);
        return redis.guard(fields.thenCombine(
                losses,
                (values, count) ->
                        ConversationHash.of(conversation, values, count).map(ConversationHash::state)));
    }
}
