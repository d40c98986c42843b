package io.kefu.application.archive.port;

import io.kefu.domain.conversation.ConversationId;

/**
 * Identifies one version of a segment: a run of successive entries of a conversation's log that is stored in the archive.
 * The content of a version never changes. A recall writes a new version. Versions have no order.
 *
 * @param first the seq of the first entry
 * @param last the seq of the last entry, at most {@link #MAX_ENTRIES} - 1 above the first
 * @param version a random number, so that no two writers ever write the same version
 */
public record Segment(ConversationId conversation, long first, long last, long version) {
    /** The most entries of a segment. */
    public static final int MAX_ENTRIES = 1_000;

    public Segment {
        if (first < 1 || last < first || last - first >= MAX_ENTRIES || version < 0) {
            throw new IllegalArgumentException("not a segment: " + first + " to " + last + ", version " + version);
        }
    }

    /** The number of entries. */
    public int size() {
        return (int) (last - first + 1);
    }

    /** Whether the segment contains the entry with this seq. */
    public boolean contains(long seq) {
        return first <= seq && seq <= last;
    }
}
