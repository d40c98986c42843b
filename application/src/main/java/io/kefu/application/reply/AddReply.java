package io.kefu.application.reply;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.access.port.Secrets;
import io.kefu.application.audit.port.AuditLog;
import io.kefu.application.audit.port.AuditLog.Action;
import io.kefu.application.reply.port.Replies;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.reply.CannedReply;
import io.kefu.domain.reply.ReplyId;
import io.kefu.domain.reply.ReplyOwner;

/** Adds a canned reply. Kefu and admins may add own replies, admins also shared ones. */
@UseCase
public final class AddReply {
    private final Replies replies;
    private final AuditLog audit;
    private final Secrets secrets;

    public AddReply(Replies replies, AuditLog audit, Secrets secrets) {
        this.replies = replies;
        this.audit = audit;
        this.secrets = secrets;
    }

    /**
     * Adds the reply. Blocks.
     *
     * @throws DomainException {@link ErrorCode#FORBIDDEN} for a shared reply of a kefu, {@link ErrorCode#CONFLICT} for a shortcut
     *     that the owner has already, and for an owner with {@value Replies#MAX_OF_OWNER} replies
     */
    public CannedReply add(Principal caller, Command command) {
        Operation.WRITE_REPLY.requireAllowed(caller);
        ReplyOwner owner = command.isShared() ? new ReplyOwner.Everyone() : ReplyRights.own(caller);
        CannedReply reply = new CannedReply(
                ReplyId.ofKey(secrets.text(ReplyId.KEY_LENGTH)), owner, command.shortcut(), command.content());
        ReplyRights.requireWritable(caller, owner);
        audit.record(ReplyRights.acts(caller, Action.REPLY_ADDED, reply), () -> ReplyRights.isDone(replies.add(reply)));
        return reply;
    }

    /** The reply to add. */
    public record Command(String shortcut, String content, boolean isShared) {}
}
