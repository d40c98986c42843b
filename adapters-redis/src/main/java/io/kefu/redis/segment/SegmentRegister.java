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
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Registers each object of the archive before it is written, until a conversation has it or it is deleted. A crash at any time
 * therefore leaves no object that nobody knows. Never blocks.
 */
@Singleton
public final class SegmentRegister {
    private static final int CLAIMED_AT_ONCE = 100;

    /**
     * The first version of a conversation is random below this number. Objects of an erased conversation may still be written or
     * deleted when the user comes back, and must have other names than those of the new conversation.
     */
    private static final int MAX_FIRST_VERSION = 1_000_000_000;

    private final Redis redis;
    private final RedisKeys keys;
    private final LuaScript reserve;
    private final LuaScript claim;

    public SegmentRegister(Redis redis) {
        this.redis = redis;
        this.keys = redis.keys();
        this.reserve = LuaScript.of(redis, "reserve_segment", ScriptOutputType.INTEGER);
        this.claim = LuaScript.of(redis, "claim_unused_segments", ScriptOutputType.MULTI);
    }

    /**
     * Chooses a version that the conversation has never used, and registers the segment of that version.
     *
     * @param deleteFrom the time from which the object is deleted if the conversation does not have it
     * @return the segment that may be written now; empty if the conversation does not exist
     */
    public CompletionStage<Optional<Segment>> reserve(
            ConversationId conversation, long first, long last, Instant deleteFrom) {
        CompletionStage<Long> version = reserve.run(
                List.of(keys.conversation(conversation), keys.unusedSegments(keys.partition(conversation))),
                conversation.key(),
                first + "-" + last,
                Long.toString(deleteFrom.toEpochMilli()),
                Integer.toString(ThreadLocalRandom.current().nextInt(MAX_FIRST_VERSION)));
        return redis.guard(version)
                .thenApply(number -> number == 0
                        ? Optional.empty()
                        : Optional.of(new Segment(conversation, first, last, Math.toIntExact(number))));
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
