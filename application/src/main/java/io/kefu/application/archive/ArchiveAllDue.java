package io.kefu.application.archive;

import io.kefu.application.UseCase;
import io.kefu.application.archive.ArchiveConversations.Swept;

/** Moves all that is due to the archive at once. While memory is scarce, one round of {@link ArchiveConversations} may not suffice. */
@UseCase
public final class ArchiveAllDue {
    private final ArchiveConversations archiveConversations;

    public ArchiveAllDue(ArchiveConversations archiveConversations) {
        this.archiveConversations = archiveConversations;
    }

    /**
     * Repeats complete rounds until nothing is due any more or a round has moved nothing. Blocks.
     *
     * @return the moves of all rounds, how many entries were archived before, and what is left after the last round
     */
    public Swept archive() {
        Swept swept = archiveConversations.archive(1);
        boolean hasMoved = swept.segments() > 0;
        while (swept.due() > 0 && hasMoved) {
            Swept next = archiveConversations.archive(1);
            hasMoved = next.segments() > 0;
            swept = next.after(swept);
        }
        return swept;
    }
}
