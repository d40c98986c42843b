package io.kefu.application.reply;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.audit.port.AuditLog;
import io.kefu.application.audit.port.AuditLog.Action;
import io.kefu.application.reply.port.Replies;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.reply.CannedReply;
import io.kefu.domain.reply.ReplyId;

/** Removes a canned reply. Kefu and admins may remove own replies, admins also shared ones. */
@UseCase
public final class RemoveReply {
    private final Replies replies;
    private final AuditLog audit;

    public RemoveReply(Replies replies, AuditLog audit) {
        this.replies = replies;
        this.audit = audit;
    }

    /**
     * Removes the reply. Blocks.
     *
     * @throws DomainException {@link ErrorCode#REPLY_NOT_FOUND} for a reply that does not exist or is another user's, {@link
     *     ErrorCode#FORBIDDEN} for a kefu who removes a shared reply
     */
    public void remove(Principal caller, ReplyId id) {
        Operation.WRITE_REPLY.requireAllowed(caller);
        CannedReply present = find(caller, id);
        var unused =
                audit.record(ReplyRights.acts(caller, Action.REPLY_REMOVED, present), () -> remove(caller, present));
    }

    /** Removes the reply, and reads it again as long as others have changed it in between. */
    private boolean remove(Principal caller, CannedReply known) {
        CannedReply present = known;
        while (!ReplyRights.isDone(replies.remove(present))) {
            present = find(caller, known.id());
        }
        return true;
    }

    private CannedReply find(Principal caller, ReplyId id) {
        CannedReply present = ReplyRights.find(replies, caller, id);
        ReplyRights.requireWritable(caller, present.owner());
        return present;
    }
}
