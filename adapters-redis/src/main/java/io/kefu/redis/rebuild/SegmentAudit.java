package io.kefu.redis.rebuild;

import io.kefu.application.archive.port.ArchivedEntry;
import io.kefu.application.archive.port.ConversationArchive;
import io.kefu.application.archive.port.DamagedSegmentException;
import io.kefu.application.archive.port.Segment;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.message.Message;
import io.kefu.redis.Redis;
import io.kefu.redis.segment.SegmentNames;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Verifies that the segments of a conversation are readable and contain all its archived entries. Problems are only reported,
 * because the missing part may still be in a backup of the archive.
 */
final class SegmentAudit {
    private final Redis redis;
    private final ConversationArchive archive;
    private final Findings findings;

    SegmentAudit(Redis redis, ConversationArchive archive, Findings findings) {
        this.redis = redis;
        this.archive = archive;
        this.findings = findings;
    }

    /**
     * Reads all segments of a conversation.
     *
     * @param removed the last seq that was removed for good
     * @param base the last seq that must be in the archive
     * @param each receives the readable messages, lowest seq first
     * @return whether no entry is missing
     */
    boolean read(ConversationId conversation, long removed, long base, Consumer<Message> each) {
        String segments = redis.keys().segments(conversation);
        boolean isComplete = true;
        long end = removed;
        for (String member : redis.await(redis.commands().zrange(segments, 0, -1))) {
            Segment segment = SegmentNames.parse(conversation, member);
            if (segment.first() != end + 1) {
                isComplete = false;
                findings.report("%s: %s follows the entry %d".formatted(segments, member, end));
            }
            Optional<List<ArchivedEntry>> entries = read(segments, segment);
            entries.ifPresent(found -> found.forEach(entry -> each.accept(entry.message())));
            isComplete &= entries.isPresent();
            end = segment.last();
        }
        if (end != base) {
            isComplete = false;
            findings.report("%s: the segments end with the entry %d instead of %d".formatted(segments, end, base));
        }
        return isComplete;
    }

    private Optional<List<ArchivedEntry>> read(String segments, Segment segment) {
        try {
            Optional<List<ArchivedEntry>> entries = archive.read(segment);
            if (entries.isEmpty()) {
                findings.report("%s: %s is missing in the archive".formatted(segments, SegmentNames.member(segment)));
            }
            return entries;
        } catch (DamagedSegmentException damaged) {
            findings.report(segments + ": " + damaged.getMessage());
            return Optional.empty();
        } catch (DomainException unavailable) {
            findings.report("%s: %s cannot be read".formatted(segments, SegmentNames.member(segment)));
            return Optional.empty();
        }
    }
}
