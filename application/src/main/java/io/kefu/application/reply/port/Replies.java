package io.kefu.application.reply.port;

import io.kefu.domain.reply.CannedReply;
import io.kefu.domain.reply.ReplyOwner;

/**
 * Stores canned replies. Each change notifies the sockets of the owner, which are those of all kefu and admins for a shared reply.
 *
 * <p>Each call blocks for one round trip, unless it says otherwise. A store that does not answer in time throws a {@code
 * DomainException} of code {@code SERVICE_UNAVAILABLE}.
 */
public interface Replies {
    /** How many replies an owner can have. */
    int MAX_OF_OWNER = 1_000;

    /** All replies of an owner. One more round trip if they were changed since this node read them last. */
    ReplyList of(ReplyOwner owner);

    /** Adds a reply. One more round trip if it is shared, to find the kefu and admins. */
    Change add(CannedReply reply);

    /**
     * Replaces a reply, unless it was changed since the caller read it. The next reply has the same id, and may have another owner.
     * One more round trip if one of them is shared.
     */
    Change replace(CannedReply present, CannedReply next);

    /** Removes a reply, unless it was changed since the caller read it. One more round trip if it is shared. */
    Change remove(CannedReply present);

    /** The result of a change. */
    enum Change {
        DONE,
        /** The reply was changed or removed since the caller read it. */
        OUTDATED,
        /** The owner has another reply with this shortcut. */
        SHORTCUT_TAKEN,
        /** The owner has {@value #MAX_OF_OWNER} replies. */
        TOO_MANY
    }
}
