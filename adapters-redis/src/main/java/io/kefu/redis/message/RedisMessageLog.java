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
    private final LuaScript appendMessage;
    private final LuaScript recallMessage;
    private final LuaScript advanceCursor;
    private final LuaScript recordLoss;
    private final Map<MessageType, Counter> stored = new EnumMap<>(MessageType.class);

    /**
     * Makes the adapter.
     *
     * @param indexer is called after each append
     * @param durability decides when an append or recall is acknowledged
     */
    public RedisMessageLog(Redis redis, MessageIndexer indexer, Durability durability) {
        this.redis = redis;
        this.keys = redis.keys();
        this.indexer = indexer;
        this.durability = durability;
        this.reader = new MessageReader(redis);
        this.appendMessage = LuaScript.of(redis, "entry", "append_message", ScriptOutputType.MULTI);
        this.recallMessage = LuaScript.of(redis, "entry", "recall_message", ScriptOutputType.MULTI);
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
            boolean isStored = values.size() == 1;
            Appended appended =
                    isStored ? new Appended.Stored(stored(append, (String) values.getFirst())) : other(append, values);
            if (!(appended instanceof Appended.Stored)) {
                return CompletableFuture.completedStage(appended);
            }
            if (isStored) {
                Objects.requireNonNull(stored.get(append.draft().type())).increment();
            }
            int partition = keys.partition(append.conversation());
            if (append.rule() == Rule.PAIR) {
                indexer.appendedToPair(partition);
            } else {
                indexer.appended(partition);
            }
            return durability.secured(partition).thenApply(secured -> appended);
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

    /** The result if nothing was stored now. */
    private static Appended other(Append append, List<Object> reply) {
        return switch ((String) reply.get(0)) {
            case "repeated" ->
                new Appended.Stored(MessageCodec.message(
                        append.conversation(),
                        Long.parseLong((String) reply.get(1)),
                        Reply.of(reply.get(2)).fields()));
            default -> new Appended.Refused(Refusal.valueOf((String) reply.get(1)));
        };
    }

    @Override
    public CompletionStage<Recalled> recall(Recall recall) {
        ConversationId conversation = recall.message().conversation();
        CompletionStage<Object> reply = recallMessage.run(
                List.of(
                        keys.conversation(conversation),
                        keys.log(conversation),
                        keys.recalled(conversation),
                        keys.mentionedFiles(conversation),
                        keys.uncounted(conversation)),
                Long.toString(recall.message().seq()),
                Long.toString(recall.message().time()),
                recall.by().value(),
                recall.byName(),
                recall.notBefore() == null
                        ? ""
                        : Long.toString(recall.notBefore().toEpochMilli()),
                Long.toString(recall.now().toEpochMilli()),
                recall.notice(),
                recall.noticeMetadata().json(),
                redis.publishCommand(),
                keys.channel(conversation));
        return redis.guard(reply)
                .thenCompose(values -> durability
                        .secured(keys.partition(conversation))
                        .thenApply(secured -> recalled(conversation, Reply.of(values))));
    }

    private static Recalled recalled(ConversationId conversation, Reply reply) {
        return switch (reply.text(0)) {
            case "done" ->
                new Recalled.Done(MessageCodec.message(
                        conversation,
                        Long.parseLong(reply.text(1)),
                        reply.list(2).fields()));
            case "not_own" -> new Recalled.NotOwn();
            case "too_late" -> new Recalled.TooLate();
            default -> new Recalled.Unknown();
        };
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
        ConversationId conversation = report.conversation();
        CompletionStage<List<Long>> reply = advanceCursor.run(
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
                MessageCodec.text(report.origin()));
        return redis.guard(reply).thenApply(values -> {
            if (values.isEmpty()) {
                throw DomainException.of(ErrorCode.MESSAGE_NOT_FOUND);
            }
            Cursors reached = new Cursors(values.get(1), values.get(2));
            if (reached.delivered() > values.get(0)) {
                throw DomainException.invalid("seq", Reason.RANGE, 0, values.get(0));
            }
            return reached;
        });
    }
}
