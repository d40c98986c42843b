package io.kefu.redis.message;

import io.kefu.application.message.port.MessageLog;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.message.Draft;
import io.kefu.domain.message.Message;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.UserId;
import io.kefu.redis.Redis;
import io.kefu.redis.RedisKeys;
import io.kefu.redis.script.LuaScript;
import io.lettuce.core.KeyValue;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.ScriptOutputType;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** The conversations' logs as Redis streams, one each, whose entry ids are the seqs. */
public final class RedisMessageLog implements MessageLog {
    private final Redis redis;
    private final RedisKeys keys;
    private final MessageIndexer indexer;
    private final LuaScript appendMessage;
    private final LuaScript advanceCursor;

    /**
     * Makes the adapter.
     *
     * @param indexer is told of what was appended here
     */
    public RedisMessageLog(Redis redis, MessageIndexer indexer) {
        this.redis = redis;
        this.keys = redis.keys();
        this.indexer = indexer;
        this.appendMessage = LuaScript.of(redis, "append_message", ScriptOutputType.MULTI);
        this.advanceCursor = LuaScript.of(redis, "advance_cursor", ScriptOutputType.MULTI);
    }

    @Override
    public CompletionStage<Appended> append(Append append) {
        ConversationId conversation = append.conversation();
        Draft draft = append.draft();
        long now = append.now().toEpochMilli();
        long day = TimeUnit.MILLISECONDS.toDays(now);
        int partition = keys.partition(conversation);
        CompletionStage<List<Object>> reply = appendMessage.run(
                List.of(
                        keys.conversation(conversation),
                        keys.log(conversation),
                        keys.feed(partition),
                        keys.sent(conversation, day),
                        keys.sent(conversation, day - 1),
                        keys.sent(conversation, day + 1)),
                append.rule().name().toLowerCase(Locale.ROOT),
                append.from().value(),
                append.senderName(),
                MessageCodec.text(append.to()),
                append.toIsKnown() ? "1" : "0",
                MessageCodec.letter(draft.type()),
                draft.content(),
                draft.metadata() == null ? "" : draft.metadata().json(),
                MessageCodec.text(draft.clientMessageId()),
                MessageCodec.text(append.origin()),
                Long.toString(now),
                redis.publishCommand(),
                keys.channel(conversation),
                conversation.key(),
                firstOfPair(append));
        return redis.guard(reply).thenApply(values -> {
            Appended appended = appended(append, values);
            if (appended instanceof Appended.Stored) {
                indexer.appended(partition);
            }
            if (append.rule() == Rule.PAIR && append.to() != null && appended instanceof Appended.Stored) {
                // A hint to one who does not follow the conversation yet; whoever misses it reads the log on
                // connecting.
                var unused = redis.publish(RedisKeys.channel(append.to()), "pair " + append.from());
            }
            return appended;
        });
    }

    private static String firstOfPair(Append append) {
        UserId to = append.to();
        return to == null || append.from().compareTo(to) < 0 ? append.from().value() : to.value();
    }

    private static Appended appended(Append append, List<Object> reply) {
        ConversationId conversation = append.conversation();
        return switch ((String) reply.get(0)) {
            case "stored" -> new Appended.Stored(message(append, reply));
            case "repeated" ->
                new Appended.Stored(MessageCodec.fields(
                        conversation, Long.parseLong((String) reply.get(1)), (List<?>) reply.get(2)));
            default -> new Appended.Refused(Refusal.valueOf((String) reply.get(1)));
        };
    }

    private static Message message(Append append, List<Object> reply) {
        ConversationId conversation = append.conversation();
        Draft draft = append.draft();
        return new Message(
                conversation,
                (Long) reply.get(1),
                Instant.ofEpochMilli(Long.parseLong((String) reply.get(2))),
                append.from(),
                append.senderName(),
                MessageCodec.optional((String) reply.get(3), UserId::new),
                MessageCodec.optional((String) reply.get(4), suffix -> SessionId.of(conversation, suffix)),
                draft.type(),
                draft.content(),
                draft.metadata(),
                draft.clientMessageId());
    }

    @Override
    public CompletionStage<List<Message>> after(ConversationId conversation, long seq, int limit) {
        Range<String> above = Range.from(Range.Boundary.including((seq + 1) + "-0"), Range.Boundary.unbounded());
        return redis.guard(redis.commands()
                .xrange(keys.log(conversation), above, Limit.from(limit))
                .thenApply(entries -> entries.stream()
                        .map(entry ->
                                MessageCodec.fields(conversation, MessageCodec.seq(entry.getId()), entry.getBody()))
                        .toList()));
    }

    @Override
    public CompletionStage<Optional<Standing>> standing(ConversationId conversation) {
        return redis.guard(redis.commands()
                .hmget(keys.conversation(conversation), "ep", "seq", "d1", "r1", "d2", "r2", "sid", "k")
                .thenApply(values -> standing(conversation, values)));
    }

    private static Optional<Standing> standing(ConversationId conversation, List<KeyValue<String, String>> values) {
        if (!values.get(0).hasValue()) {
            return Optional.empty();
        }
        return Optional.of(new Standing(
                conversation,
                values.get(0).getValue(),
                number(values.get(1)),
                new Reached(number(values.get(2)), number(values.get(3))),
                new Reached(number(values.get(4)), number(values.get(5))),
                MessageCodec.optional(values.get(6).getValueOrElse(""), suffix -> SessionId.of(conversation, suffix)),
                MessageCodec.optional(values.get(7).getValueOrElse(""), UserId::new)));
    }

    private static long number(KeyValue<String, String> value) {
        return Long.parseLong(value.getValueOrElse("0"));
    }

    @Override
    public CompletionStage<Reached> advance(Cursor cursor) {
        ConversationId conversation = cursor.conversation();
        CompletionStage<List<Long>> reply = advanceCursor.run(
                List.of(keys.conversation(conversation)),
                cursor.by().value(),
                Long.toString(cursor.delivered()),
                Long.toString(cursor.read()),
                redis.publishCommand(),
                keys.channel(conversation));
        return redis.guard(reply).thenApply(values -> {
            if (values.isEmpty()) {
                throw DomainException.of(ErrorCode.MESSAGE_NOT_FOUND);
            }
            Reached reached = new Reached(values.get(1), values.get(2));
            if (reached.delivered() > values.get(0)) {
                throw DomainException.invalid("seq", Reason.RANGE, 0, values.get(0));
            }
            return reached;
        });
    }
}
