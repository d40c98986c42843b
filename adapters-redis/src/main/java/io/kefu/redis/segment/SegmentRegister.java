package io.kefu.redis.segment;

import io.kefu.application.archive.port.Segment;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.redis.Redis;
import io.kefu.redis.RedisKeys;
import io.kefu.redis.script.LuaScript;
import io.lettuce.core.ScriptOutputType;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

/**
 * Registers each object of the archive before it is written, until a conversation has it or it is deleted. A crash at any time
 * therefore leaves no object that nobody knows. Never blocks.
 */
@Singleton
public final class SegmentRegister {
    private static final int CLAIMED_AT_ONCE = 100;

    private final Redis redis;
    private final RedisKeys keys;
    private final LuaScript reserve;
    private final LuaScript discard;
    private final LuaScript claim;

    public SegmentRegister(Redis redis) {
        this.redis = redis;
        this.keys = redis.keys();
        this.reserve = LuaScript.of(redis, "reserve_segment", ScriptOutputType.INTEGER);
        this.discard = LuaScript.of(redis, "discard_segment", ScriptOutputType.INTEGER);
        this.claim = LuaScript.of(redis, "claim_unused_segments", ScriptOutputType.MULTI);
    }

    /**
     * Chooses a new version, and registers the segment of that version.
     *
     * @param deleteFrom the time from which the object is deleted if the conversation does not have it
     * @return the segment that may be written now; empty if the conversation does not exist
     */
    public CompletionStage<Optional<Segment>> reserve(
            ConversationId conversation, long first, long last, Instant deleteFrom) {
        Segment segment = SegmentNames.create(conversation, first, last);
        CompletionStage<Long> reserved = reserve.run(
                List.of(keys.conversation(conversation), keys.unusedSegments(keys.partition(conversation))),
                SegmentNames.unused(segment),
                Long.toString(deleteFrom.toEpochMilli()));
        return redis.guard(reserved).thenApply(exists -> exists == 0 ? Optional.empty() : Optional.of(segment));
    }

    /**
     * Lets a registered segment be deleted that its writer does not need any more. The writer must not delete the object itself,
     * because the conversation may have it although the writer did not learn that.
     *
     * @param deleteFrom the time from which the object is deleted if the conversation does not have it
     */
    public CompletionStage<Long> discard(Segment segment, Instant deleteFrom) {
        return redis.guard(discard.run(
                List.of(keys.unusedSegments(keys.partition(segment.conversation()))),
                SegmentNames.unused(segment),
                Long.toString(deleteFrom.toEpochMilli())));
    }

    /**
     * Finds objects to delete: those whose time has come and that no conversation has. No conversation can get them any more.
     *
     * @return a limited number of segments of each partition; later calls return them again until they are {@link #deleted},
     *     but after all others
     */
    public CompletionStage<List<Segment>> claimUnused(Instant now) {
        return redis.guard(
                        Redis.all(IntStream.range(0, keys.partitions()).mapToObj(partition -> claim(partition, now))))
                .thenApply(all -> all.stream()
                        .flatMap(List::stream)
                        .map(SegmentNames::parseUnused)
                        .toList());
    }

    private CompletionStage<List<String>> claim(int partition, Instant now) {
        return claim.run(
                List.of(keys.unusedSegments(partition)),
                Long.toString(now.toEpochMilli()),
                Integer.toString(CLAIMED_AT_ONCE),
                keys.segmentsPrefix(partition));
    }

    /** Forgets a segment whose object was deleted. */
    public CompletionStage<Long> deleted(Segment segment) {
        return redis.guard(redis.commands()
                .zrem(keys.unusedSegments(keys.partition(segment.conversation())), SegmentNames.unused(segment)));
    }
}
