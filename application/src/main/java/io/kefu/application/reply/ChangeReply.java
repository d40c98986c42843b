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
import io.kefu.domain.reply.ReplyOwner;
import org.jspecify.annotations.Nullable;

/**
 * Replaces a canned reply. Kefu and admins may change own replies, admins also shared ones. An admin may share an own reply, or
 * take over a shared one.
 */
@UseCase
public final class ChangeReply {
    private final Replies replies;
    private final AuditLog audit;

    public ChangeReply(Replies replies, AuditLog audit) {
        this.replies = replies;
        this.audit = audit;
    }

    /**
     * Replaces the reply. If two calls replace it at the same time, it is what one of them says. Blocks.
     *
     * @throws DomainException {@link ErrorCode#REPLY_NOT_FOUND} for a reply that does not exist or is another user's, {@link
     *     ErrorCode#FORBIDDEN} for a kefu who changes a shared reply or shares one, {@link ErrorCode#CONFLICT} for a shortcut
     *     that the owner has already, and for a new owner with {@value Replies#MAX_OF_OWNER} replies
     */
    public CannedReply change(Principal caller, ReplyId id, Command command) {
        Operation.WRITE_REPLY.requireAllowed(caller);
        CannedReply present = ReplyRights.find(replies, caller, id);
        CannedReply next = changed(caller, present, command);
        return audit.record(
                ReplyRights.acts(caller, Action.REPLY_CHANGED, next.owner().isShared() ? next : present),
                () -> replace(caller, present, command));
    }

    /** Replaces the reply, and reads it again as long as others have changed it in between. */
    private CannedReply replace(Principal caller, CannedReply known, Command command) {
        CannedReply present = known;
        while (true) {
            CannedReply next = changed(caller, present, command);
            if (ReplyRights.isDone(replies.replace(present, next))) {
                return next;
            }
            present = ReplyRights.find(replies, caller, known.id());
        }
    }

    private static CannedReply changed(Principal caller, CannedReply present, Command command) {
        ReplyOwner owner = owner(caller, present, command.isShared());
        CannedReply next = new CannedReply(present.id(), owner, command.shortcut(), command.content());
        ReplyRights.requireWritable(caller, present.owner());
        ReplyRights.requireWritable(caller, owner);
        return next;
    }

    private static ReplyOwner owner(Principal caller, CannedReply present, @Nullable Boolean isShared) {
        if (isShared == null || isShared == present.owner().isShared()) {
            return present.owner();
        }
        return isShared ? new ReplyOwner.Everyone() : ReplyRights.own(caller);
    }

    /**
     * The new content of a reply.
     *
     * @param isShared null to keep the owner
     */
    public record Command(
            String shortcut, String content, @Nullable Boolean isShared) {
        public Command {
            CannedReply.requireTexts(shortcut, content);
        }
    }
}
