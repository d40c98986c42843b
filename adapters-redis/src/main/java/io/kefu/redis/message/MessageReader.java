package io.kefu.redis.message;

import io.kefu.application.message.port.MessageHistory.Window;
import io.kefu.application.message.port.MessageLog.Batch;
import io.kefu.application.message.port.MessageLog.ConversationState;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.message.Message;
import io.kefu.domain.user.UserId;
import io.kefu.redis.Redis;
import io.kefu.redis.RedisKeys;
import io.kefu.redis.script.LuaScript;
import io.kefu.redis.script.Reply;
import io.lettuce.core.ScriptOutputType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads conversations: where they stand, and parts of their logs with what is left of recalled messages. */
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
     * @param last the newest seq that the reader may see
     */
    record Part(long last, Batch batch) {}

    /**
     * The user for whom a part is read.
     *
     * @param kefu a kefu's id; empty for a caller who may read all
     * @param isAlsoForWaiting whether the kefu may read all of a conversation whose customer waits
     */
    record Reader(String kefu, boolean isAlsoForWaiting) {
        /** A caller who may read all. */
        static final Reader ANYONE = new Reader("", false);

        /** A kefu who may read what they serve or served; a caller who may read all for null. */
        static Reader served(@Nullable UserId kefu) {
            return kefu == null ? ANYONE : new Reader(kefu.value(), false);
        }
    }

    /**
     * Reads a part.
     *
     * @return empty if the reader may not read the conversation
     */
    CompletionStage<Optional<Part>> read(ConversationId conversation, Window window, Reader by) {
        String[] place = place(window);
        CompletionStage<Object> reply = readMessages.run(
                List.of(
                        keys.conversation(conversation),
                        keys.log(conversation),
                        keys.recalled(conversation),
                        keys.history(keys.partition(conversation)),
                        keys.kefuOf(conversation)),
                place[0],
                place[1],
                place[2],
                by.kefu(),
                by.isAlsoForWaiting() ? "1" : "0");
        return redis.guard(reply).thenApply(found -> part(conversation, Reply.of(found)));
    }

    private static String[] place(Window window) {
        return switch (window) {
            case Window.Numbered numbered ->
                place("page", numbered.page().offset(), numbered.page().size());
            case Window.Before before -> place("before", before.seq(), before.size());
            case Window.After after -> place("after", after.seq(), after.size());
        };
    }

    private static String[] place(String mode, long number, int size) {
        return new String[] {mode, Long.toString(number), Integer.toString(size)};
    }

    private static Optional<Part> part(ConversationId conversation, Reply reply) {
        if (reply.isEmpty()) {
            return Optional.empty();
        }
        Optional<ConversationHash> state =
                ConversationHash.of(conversation, reply.list(1).items());
        List<Message> messages = new ArrayList<>();
        for (Reply entry : reply.list(2).lists()) {
            Message message = MessageCodec.entry(conversation, entry.items());
            messages.add(state.map(known -> known.withStatus(message)).orElse(message));
        }
        return Optional.of(new Part(reply.number(0), new Batch(state.map(ConversationHash::state), messages)));
    }

    /** Where a conversation stands; two commands in one round trip. */
    CompletionStage<Optional<ConversationState>> state(ConversationId conversation) {
        CompletionStage<List<@Nullable Object>> fields = redis.commands()
                .hmget(keys.conversation(conversation), ConversationHash.FIELDS)
                .thenApply(values -> values.stream()
                        .<@Nullable Object>map(value -> value.hasValue() ? value.getValue() : null)
                        .toList());
        CompletionStage<String> losses = redis.commands().hget(keys.history(keys.partition(conversation)), "n");
        return redis.guard(fields.thenCombine(
                losses,
                (values, count) -> ConversationHash.of(
                                conversation,
                                Stream.concat(values.stream(), Stream.<@Nullable Object>of(count))
                                        .toList())
                        .map(ConversationHash::state)));
    }
}
