package io.kefu.redis.message;

import io.kefu.application.archive.port.ArchivedEntry;
import io.kefu.application.archive.port.Segment;
import io.kefu.application.message.port.MessageLog.Recall;
import io.kefu.application.message.port.MessageLog.Recalled;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.message.Message;
import io.kefu.domain.message.MessageStatus;
import io.kefu.redis.Redis;
import io.kefu.redis.RedisKeys;
import io.kefu.redis.durability.Durability;
import io.kefu.redis.message.MessageReader.Archived;
import io.kefu.redis.script.LuaScript;
import io.kefu.redis.script.Reply;
import io.kefu.redis.segment.ArchivedSegments;
import io.kefu.redis.segment.SegmentNames;
import io.kefu.redis.segment.SegmentRegister;
import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * Recalls messages: in one step in the log; in the archive by a new version of the message's segment, which replaces the present
 * version in one step. Two recalls in one segment at the same time conflict; the one that comes later is tried again.
 */
final class MessageRecalls {
    /** Each failed attempt means that another recall of the same segment has succeeded meanwhile. */
    private static final int ATTEMPTS = 20;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Redis redis;
    private final RedisKeys keys;
    private final MessageReader reader;
    private final ArchivedSegments segments;
    private final SegmentRegister register;
    private final Durability durability;
    private final LuaScript recallMessage;
    private final LuaScript recallArchived;

    MessageRecalls(Redis redis, MessageReader reader, ArchivedSegments segments, Durability durability) {
        this.redis = redis;
        this.keys = redis.keys();
        this.reader = reader;
        this.segments = segments;
        this.register = new SegmentRegister(redis);
        this.durability = durability;
        this.recallMessage = LuaScript.of(redis, List.of("entry", "recall", "recall_message"), ScriptOutputType.MULTI);
        this.recallArchived =
                LuaScript.of(redis, List.of("entry", "recall", "recall_archived"), ScriptOutputType.MULTI);
    }

    /** Recalls a message. One round trip; in the archive four, besides reading and writing the segment. */
    CompletionStage<Recalled> recall(Recall recall) {
        return recall(recall, ATTEMPTS);
    }

    private CompletionStage<Recalled> recall(Recall recall, int attempts) {
        if (attempts == 0) {
            return CompletableFuture.failedStage(DomainException.unavailable(RETRY_AFTER));
        }
        ConversationId conversation = recall.message().conversation();
        CompletionStage<Object> reply = recallMessage.run(
                List.of(
                        keys.conversation(conversation),
                        keys.log(conversation),
                        keys.recalled(conversation),
                        keys.mentionedFiles(conversation),
                        keys.uncounted(conversation)),
                arguments(recall, Stream.of(Long.toString(recall.message().time()))));
        return redis.guard(reply).thenCompose(items -> {
            Reply values = Reply.of(items);
            return switch (values.text(0)) {
                case "done" ->
                    CompletableFuture.completedStage(new Recalled.Done(MessageCodec.message(
                            conversation, recall.message().seq(), values.list(1).fields())));
                case "archived" ->
                    reader.archived(conversation, recall.message().seq())
                            .thenCompose(found -> found.isPresent()
                                    ? recallArchived(recall, found.get(), attempts)
                                    : recall(recall, attempts - 1));
                default -> CompletableFuture.completedStage(refusal(values.text(0)));
            };
        });
    }

    private CompletionStage<Recalled> recallArchived(Recall recall, Archived found, int attempts) {
        Message message = found.entry().message();
        if (!message.id().equals(recall.message())) {
            return CompletableFuture.completedStage(new Recalled.Unknown());
        }
        Segment old = found.segment();
        Segment replacement = SegmentNames.create(old.conversation(), old.first(), old.last());
        return script(recall, found, replacement, false).thenCompose(begun -> {
            if (!begun.equals("write")) {
                return finish(recall, found, begun, attempts);
            }
            // After a failover, the sweep must still know the version that is written now.
            return durability
                    .secured(keys.partition(old.conversation()))
                    .thenCompose(secured -> segments.write(replacement, without(message, found.all())))
                    .thenCompose(done -> script(recall, found, replacement, true))
                    .thenCompose(ended -> ended.equals("done")
                            ? finish(recall, found, ended, attempts)
                            : register.discard(replacement, recall.now())
                                    .thenCompose(done -> finish(recall, found, ended, attempts)));
        });
    }

    private CompletionStage<Recalled> finish(Recall recall, Archived found, String result, int attempts) {
        return switch (result) {
            case "done", "repeated" ->
                CompletableFuture.completedStage(
                        new Recalled.Done(found.entry().message().recalled()));
            case "changed" -> recall(recall, attempts - 1);
            default -> CompletableFuture.completedStage(refusal(result));
        };
    }

    private static Recalled refusal(String name) {
        return switch (name) {
            case "not_own" -> new Recalled.NotOwn();
            case "too_late" -> new Recalled.TooLate();
            default -> new Recalled.Unknown();
        };
    }

    private static List<ArchivedEntry> without(Message message, List<ArchivedEntry> entries) {
        List<ArchivedEntry> changed = new ArrayList<>(entries);
        changed.replaceAll(entry -> entry.message().seq() == message.seq()
                ? new ArchivedEntry(message.recalled(), entry.byFirst())
                : entry);
        return changed;
    }

    private CompletionStage<String> script(Recall recall, Archived found, Segment replacement, boolean isWritten) {
        ConversationId conversation = recall.message().conversation();
        Message message = found.entry().message();
        CompletionStage<Object> reply = recallArchived.run(
                List.of(
                        keys.conversation(conversation),
                        keys.log(conversation),
                        keys.segments(conversation),
                        keys.mentionedFiles(conversation),
                        keys.uncounted(conversation),
                        keys.unusedSegments(keys.partition(conversation))),
                arguments(
                        recall,
                        Stream.of(
                                message.from().value(),
                                MessageCodec.text(message.to()),
                                MessageCodec.letter(message.type()),
                                message.content(),
                                Long.toString(message.timestamp().toEpochMilli()),
                                message.status() == MessageStatus.RECALLED ? "1" : "0",
                                conversation.key(),
                                SegmentNames.member(found.segment()),
                                SegmentNames.member(replacement),
                                isWritten ? "1" : "0")));
        return redis.guard(reply).thenApply(items -> Reply.of(items).text(0));
    }

    /** The arguments that both scripts have in common, and further ones. */
    private String[] arguments(Recall recall, Stream<String> further) {
        Stream<String> common = Stream.of(
                Long.toString(recall.message().seq()),
                recall.by().value(),
                recall.byName(),
                Optional.ofNullable(recall.notBefore())
                        .map(time -> Long.toString(time.toEpochMilli()))
                        .orElse(""),
                Long.toString(recall.now().toEpochMilli()),
                recall.notice(),
                recall.noticeMetadata().json(),
                redis.publishCommand(),
                keys.channel(recall.message().conversation()));
        return Stream.concat(common, further).toArray(String[]::new);
    }
}
