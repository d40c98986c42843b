package io.kefu.redis.message;

import io.kefu.application.archive.port.ArchivedEntry;
import io.kefu.application.archive.port.Segment;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.redis.Redis;
import io.kefu.redis.script.Reply;
import io.kefu.redis.segment.ArchivedSegments;
import io.kefu.redis.segment.SegmentNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The entries of a part of a log that are in the archive.
 *
 * @param segments the segments that overlap the part, in order
 * @param all all entries of these segments
 * @param entries those that belong to the part, in order and without a gap
 */
record ArchivedPart(List<Segment> segments, List<ArchivedEntry> all, List<ArchivedEntry> entries) {
    /** The result for a part of a log that is completely in Redis. */
    static final ArchivedPart NONE = new ArchivedPart(List.of(), List.of(), List.of());

    /**
     * Reads the segments that {@code read_messages.lua} names. The stage fails with a {@code DomainException} of code {@code
     * SERVICE_UNAVAILABLE} if an entry is missing.
     *
     * @param epoch the epoch of the conversation
     * @param reply the first and the last seq that are needed, and the segments
     * @param mayHaveChanged whether the caller lists the segments again if one is missing, because an erasure may have
     *     deleted it
     * @return empty if a segment is missing and {@code mayHaveChanged}
     */
    static CompletionStage<Optional<ArchivedPart>> read(
            ArchivedSegments cache, ConversationId conversation, String epoch, Reply reply, boolean mayHaveChanged) {
        long first = reply.number(0);
        long last = reply.number(1);
        List<Segment> segments = reply.list(2).texts().stream()
                .map(member -> SegmentNames.parse(conversation, member))
                .toList();
        requireNoGap(cache, conversation, segments, first, last);
        return Redis.all(segments.stream().map(segment -> cache.read(segment, epoch)))
                .thenApply(contents -> {
                    List<ArchivedEntry> all = new ArrayList<>();
                    for (int i = 0; i < contents.size(); i++) {
                        if (contents.get(i).isEmpty()) {
                            if (mayHaveChanged) {
                                return Optional.empty();
                            }
                            throw cache.unreadable("the archive lacks " + segments.get(i));
                        }
                        all.addAll(contents.get(i).get());
                    }
                    int from = Math.toIntExact(first - segments.getFirst().first());
                    return Optional.of(new ArchivedPart(
                            segments, all, all.subList(from, from + Math.toIntExact(last - first + 1))));
                });
    }

    private static void requireNoGap(
            ArchivedSegments cache, ConversationId conversation, List<Segment> segments, long first, long last) {
        long expected = first;
        for (Segment segment : segments) {
            if (!segment.contains(expected)) {
                break;
            }
            expected = segment.last() + 1;
        }
        if (expected <= last) {
            throw cache.unreadable("no segment of %s has the entry %d".formatted(conversation, expected));
        }
    }
}
