package io.kefu.redis.segment;

import io.kefu.application.archive.port.Segment;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.redis.RedisKeys;
import java.security.SecureRandom;

/** Segments as members of {@link RedisKeys#segments} and of {@link RedisKeys#unusedSegments}. */
public final class SegmentNames {
    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * Versions are random below this number. It is so large that a version is never chosen twice, although Redis may have lost
     * which versions were chosen before. A JSON number represents it exactly.
     */
    private static final long VERSIONS = 1L << 48;

    private SegmentNames() {}

    /** A segment with a new version. */
    public static Segment create(ConversationId conversation, long first, long last) {
        return new Segment(conversation, first, last, RANDOM.nextLong(VERSIONS));
    }

    /** The member of the conversation's segments: first seq, last seq and version, separated by hyphens. */
    public static String member(Segment segment) {
        return segment.first() + "-" + segment.last() + "-" + segment.version();
    }

    /** The segment of a conversation with this member. */
    public static Segment parse(ConversationId conversation, String member) {
        String[] numbers = member.split("-", -1);
        return new Segment(
                conversation, Long.parseLong(numbers[0]), Long.parseLong(numbers[1]), Long.parseLong(numbers[2]));
    }

    /** The member of the unused segments: the conversation's key, a space and the {@link #member}. */
    public static String unused(Segment segment) {
        return segment.conversation().key() + " " + member(segment);
    }

    /** The segment with this member of the unused segments. */
    public static Segment parseUnused(String member) {
        int space = member.indexOf(' ');
        return parse(
                new ConversationId(ConversationId.PREFIX + member.substring(0, space)), member.substring(space + 1));
    }
}
