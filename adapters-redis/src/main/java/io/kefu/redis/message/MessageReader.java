package io.kefu.redis.message;

import io.kefu.application.archive.port.ArchivedEntry;
import io.kefu.application.archive.port.Segment;
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
import io.kefu.redis.segment.ArchivedSegments;
import io.lettuce.core.ScriptOutputType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the states of conversations, and parts of their logs with the tombstones of recalled messages. What a part has in the
 * archive is read from its segments, and joined with what is in the log.
 */
final class MessageReader {
    /** A part is read again once, because the conversation may have been erased after its segments were listed. */
    private static final int READS = 2;

    /** Positions in the reply of the script. */
    private static final int STATE = 1;

    private static final int LAST_LOSS = 2;

    private static final int ARCHIVED = 4;

    private final Redis redis;
    private final RedisKeys keys;
    private final ArchivedSegments segments;
    private final LuaScript readMessages;

    MessageReader(Redis redis, ArchivedSegments segments) {
        this.redis = redis;
        this.keys = redis.keys();
        this.segments = segments;
        this.readMessages = LuaScript.of(redis, "read_messages", ScriptOutputType.MULTI);
    }

    /**
     * A part of a log.
     *
     * @param total the number of entries that the reader may see
     */
    record Part(long total, Batch batch) {}

    /** An entry of the archive, and the segment that contains it with all its entries. */
    record Archived(ArchivedEntry entry, Segment segment, List<ArchivedEntry> all) {}

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
     * Reads a part of a log: one round trip, and one read of each segment of the archive that the part needs and that is not in
     * the cache. The stage fails with a {@code DomainException} of code {@code SERVICE_UNAVAILABLE} if the archive cannot be
     * read; a part is never shorter than it should be.
     *
     * @return empty if the reader may not read the conversation
     */
    CompletionStage<Optional<Part>> read(ConversationId conversation, Window window, Reader by) {
        boolean isUpwards = window instanceof Window.After;
        return join(
                conversation,
                window,
                by,
                READS,
                (reply, archived) -> reply.isEmpty()
                        ? Optional.empty()
                        : Optional.of(part(conversation, reply, archived.entries(), isUpwards)));
    }

    /** Reads an entry of the archive; empty if it was removed, or if the conversation was erased. */
    CompletionStage<Optional<Archived>> archived(ConversationId conversation, long seq) {
        return join(
                conversation,
                new Window.After(seq - 1, 1),
                Reader.UNRESTRICTED,
                READS,
                (reply, archived) -> archived.entries().stream()
                        .findFirst()
                        // A read after a removed entry begins with the first entry that remains.
                        .filter(entry -> entry.message().seq() == seq)
                        .map(entry -> new Archived(entry, archived.segments().getFirst(), archived.all())));
    }

    /**
     * Reads a part from Redis and from the archive, and applies a function to the reply of the script and to the archived
     * entries.
     */
    private <T> CompletionStage<T> join(
            ConversationId conversation,
            Window window,
            Reader by,
            int reads,
            BiFunction<Reply, ArchivedPart, T> function) {
        String[] range = range(window);
        CompletionStage<Object> found = readMessages.run(
                List.of(
                        keys.conversation(conversation),
                        keys.log(conversation),
                        keys.recalled(conversation),
                        keys.history(keys.partition(conversation)),
                        keys.kefuOf(conversation),
                        keys.segments(conversation)),
                range[0],
                range[1],
                range[2],
                by.kefu(),
                by.mayReadWaiting() ? "1" : "0");
        return redis.guard(found).thenCompose(items -> {
            Reply reply = Reply.of(items);
            if (reply.items().size() <= ARCHIVED) {
                return CompletableFuture.completedStage(function.apply(reply, ArchivedPart.NONE));
            }
            String epoch = Fields.text(reply.list(STATE).fields(), Fields.Conversation.EPOCH) + "."
                    + reply.textOrNull(LAST_LOSS);
            return ArchivedPart.read(segments, conversation, epoch, reply.list(ARCHIVED), reads > 1)
                    .thenCompose(archived -> archived.isPresent()
                            ? CompletableFuture.completedStage(function.apply(reply, archived.get()))
                            : join(conversation, window, by, reads - 1, function));
        });
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

    private static Part part(
            ConversationId conversation, Reply reply, List<ArchivedEntry> archived, boolean isUpwards) {
        Optional<ConversationHash> state =
                ConversationHash.of(conversation, reply.list(STATE).fields(), reply.textOrNull(LAST_LOSS));
        Stream<Message> ofLog = reply.list(3).lists().stream()
                .map(entry -> MessageCodec.message(
                        conversation,
                        MessageCodec.seq(entry.text(0)),
                        entry.list(1).fields()));
        Stream<Message> ofArchive =
                (isUpwards ? archived : archived.reversed()).stream().map(ArchivedEntry::message);
        List<Message> messages = (isUpwards ? Stream.concat(ofArchive, ofLog) : Stream.concat(ofLog, ofArchive))
                .map(message -> state.map(known -> known.withStatus(message)).orElse(message))
                .toList();
        long removed = Fields.number(reply.list(STATE).fields(), Fields.Conversation.REMOVED_UNTIL);
        return new Part(
                Math.max(0, reply.number(0) - removed), new Batch(state.map(ConversationHash::state), messages));
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
