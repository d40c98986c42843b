package io.kefu.redis.message;

import io.kefu.application.message.port.MessageHistory.Window;
import io.kefu.application.message.port.MessageLog;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.message.Draft;
import io.kefu.domain.message.Message;
import io.kefu.domain.message.MessageStatus;
import io.kefu.domain.message.MessageType;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.UserId;
import io.kefu.redis.Fields;
import io.kefu.redis.Redis;
import io.kefu.redis.RedisKeys;
import io.kefu.redis.durability.Durability;
import io.kefu.redis.message.MessageReader.Part;
import io.kefu.redis.message.MessageReader.Reader;
import io.kefu.redis.script.LuaScript;
import io.kefu.redis.script.Reply;
import io.kefu.redis.segment.ArchivedSegments;
import io.lettuce.core.ScriptOutputType;
import io.micrometer.core.instrument.Counter;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Logs of conversations as Redis streams, one per conversation. The ids of entries are the seqs. */
@Singleton
public final class RedisMessageLog implements MessageLog {
    private static final Batch NOTHING = new Batch(Optional.empty(), List.of());

    private final Redis redis;
    private final RedisKeys keys;
    private final MessageIndexer indexer;
    private final Durability durability;
    private final MessageReader reader;
    private final MessageRecalls recalls;
    private final LuaScript appendMessage;
    private final LuaScript advanceCursor;
    private final LuaScript recordLoss;
    private final Map<MessageType, Counter> stored = new EnumMap<>(MessageType.class);

    /**
     * Makes the adapter.
     *
     * @param indexer is called after each append
     * @param durability decides when an append or recall is acknowledged
     */
    public RedisMessageLog(Redis redis, MessageIndexer indexer, Durability durability, ArchivedSegments segments) {
        this.redis = redis;
        this.keys = redis.keys();
        this.indexer = indexer;
        this.durability = durability;
        this.reader = new MessageReader(redis, segments);
        this.recalls = new MessageRecalls(redis, reader, segments, durability);
        this.appendMessage = LuaScript.of(redis, "entry", "append_message", ScriptOutputType.MULTI);
        this.advanceCursor = LuaScript.of(redis, "entry", "advance_cursor", ScriptOutputType.MULTI);
        this.recordLoss = LuaScript.of(redis, "record_loss", ScriptOutputType.INTEGER);
        for (MessageType type : MessageType.values()) {
            stored.put(
                    type,
                    Counter.builder("kefu.messages.stored")
                            .description("Messages that this node stored")
                            .tag("type", type.word())
                            .register(redis.meters()));
        }
    }

    @Override
    public CompletionStage<Appended> append(Append append) {
        AppendCall call = AppendCall.of(redis, append);
        CompletionStage<List<Object>> reply =
                appendMessage.run(call.keys(), call.arguments().toArray(String[]::new));
        return redis.guard(reply).thenCompose(values -> {
            if (values.size() == 1) {
                Objects.requireNonNull(stored.get(append.draft().type())).increment();
                return secured(append, new Appended.Stored(stored(append, (String) values.getFirst())));
            }
            return switch ((String) values.getFirst()) {
                case "repeated" ->
                    secured(
                            append,
                            new Appended.Stored(MessageCodec.message(
                                    append.conversation(),
                                    Long.parseLong((String) values.get(1)),
                                    Reply.of(values.get(2)).fields())));
                case "archived" -> repeated(append, Long.parseLong((String) values.get(1)));
                default ->
                    CompletableFuture.completedStage(new Appended.Refused(Refusal.valueOf((String) values.get(1))));
            };
        });
    }

    /** Completes when the message that was stored now or earlier is as durable as the settings demand. */
    private CompletionStage<Appended> secured(Append append, Appended.Stored appended) {
        int partition = keys.partition(append.conversation());
        if (append.rule() == Rule.PAIR) {
            indexer.appendedToPair(partition);
        } else {
            indexer.appended(partition);
        }
        return durability.secured(partition).thenApply(secured -> appended);
    }

    /** The result of an append whose client message id belongs to a message in the archive. */
    private CompletionStage<Appended> repeated(Append append, long seq) {
        return reader.archived(append.conversation(), seq).thenCompose(found -> {
            if (found.isEmpty()) {
                return append(append);
            }
            Message message = found.get().entry().message();
            Draft draft = append.draft();
            // The content of a recalled message is gone and cannot be compared.
            boolean isSame = message.status() == MessageStatus.RECALLED
                    || (message.type() == draft.type()
                            && message.content().equals(draft.content())
                            && Objects.equals(message.metadata(), draft.metadata()));
            return CompletableFuture.completedStage(
                    isSame ? new Appended.Stored(message) : new Appended.Refused(Refusal.CLIENT_ID_TAKEN));
        });
    }

    /** The message that was stored now. The reply has its seq, time, session and recipient, separated by spaces. */
    private static Message stored(Append append, String reply) {
        ConversationId conversation = append.conversation();
        Draft draft = append.draft();
        String[] values = reply.split(" ", -1);
        return new Message(
                conversation,
                Long.parseLong(values[0]),
                Instant.ofEpochMilli(Long.parseLong(values[1])),
                append.from(),
                append.senderName(),
                MessageCodec.optional(values[3], UserId::new),
                MessageCodec.optional(values[2], suffix -> SessionId.of(conversation, suffix)),
                draft.type(),
                draft.content(),
                draft.metadata(),
                draft.clientMessageId(),
                MessageStatus.SENT);
    }

    @Override
    public CompletionStage<Recalled> recall(Recall recall) {
        ConversationId conversation = recall.message().conversation();
        return recalls.recall(recall)
                .thenCompose(result ->
                        durability.secured(keys.partition(conversation)).thenApply(secured -> result));
    }

    @Override
    public CompletionStage<Batch> readAfter(ConversationId conversation, long seq, int limit, @Nullable UserId kefu) {
        return reader.read(conversation, new Window.After(seq, limit), Reader.served(kefu))
                .thenApply(part -> part.map(Part::batch).orElse(NOTHING));
    }

    @Override
    public CompletionStage<Optional<ConversationState>> state(ConversationId conversation) {
        return reader.state(conversation);
    }

    @Override
    public CompletionStage<ConversationState> begin(ConversationId conversation, Instant now) {
        CompletionStage<Boolean> begun = redis.commands()
                .hsetnx(keys.conversation(conversation), Fields.Conversation.EPOCH, Long.toString(now.toEpochMilli()));
        return redis.guard(begun)
                .thenCompose(isNew -> reader.state(conversation))
                .thenApply(Optional::orElseThrow);
    }

    @Override
    public CompletionStage<Void> recordLoss(ConversationState state, long lastKnown) {
        ConversationId conversation = state.conversation();
        CompletionStage<Long> reply = recordLoss.run(
                List.of(keys.conversation(conversation), keys.history(keys.partition(conversation))),
                Long.toString(lastKnown),
                ConversationHash.lastLoss(state));
        return redis.guard(reply).thenAccept(losses -> {});
    }

    @Override
    public CompletionStage<Cursors> advance(CursorReport report) {
        return advance(report, "");
    }

    /**
     * Raises the cursors.
     *
     * @param byFirst the number of entries up to the read cursor that the first side wrote, if the archive has the entry; or
     *     empty
     */
    private CompletionStage<Cursors> advance(CursorReport report, String byFirst) {
        ConversationId conversation = report.conversation();
        CompletionStage<List<Object>> reply = advanceCursor.run(
                List.of(
                        keys.conversation(conversation),
                        keys.log(conversation),
                        keys.recalled(conversation),
                        keys.uncounted(conversation)),
                report.by().value(),
                Long.toString(report.delivered()),
                Long.toString(report.read()),
                redis.publishCommand(),
                keys.channel(conversation),
                MessageCodec.text(report.origin()),
                byFirst);
        return redis.guard(reply).thenCompose(values -> switch (values.size()) {
            case 0 -> CompletableFuture.failedStage(DomainException.of(ErrorCode.MESSAGE_NOT_FOUND));
            case 1 ->
                reader.archived(conversation, report.read())
                        .thenCompose(found -> advance(
                                report,
                                found.map(archived ->
                                                Long.toString(archived.entry().byFirst()))
                                        .orElse("")));
            default -> reached(Reply.of(values));
        });
    }

    private static CompletionStage<Cursors> reached(Reply reply) {
        Cursors reached = new Cursors(reply.number(1), reply.number(2));
        return reached.delivered() > reply.number(0)
                ? CompletableFuture.failedStage(DomainException.invalid("seq", Reason.RANGE, 0, reply.number(0)))
                : CompletableFuture.completedStage(reached);
    }
}
