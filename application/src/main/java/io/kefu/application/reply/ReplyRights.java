package io.kefu.application.reply;

import io.kefu.application.access.Principal;
import io.kefu.application.audit.port.AuditLog.Act;
import io.kefu.application.audit.port.AuditLog.Action;
import io.kefu.application.reply.port.Replies;
import io.kefu.application.reply.port.Replies.Change;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.error.Violation;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.reply.CannedReply;
import io.kefu.domain.reply.ReplyId;
import io.kefu.domain.reply.ReplyOwner;
import io.kefu.domain.user.Role;
import java.util.List;
import java.util.stream.Stream;

/** Decides who may see and change which canned reply, and what the audit log has about a change. */
final class ReplyRights {
    private ReplyRights() {}

    /** The owners of the replies that the caller sees. */
    static Stream<ReplyOwner> seenBy(Principal caller) {
        return Stream.of(own(caller), new ReplyOwner.Everyone());
    }

    static ReplyOwner own(Principal caller) {
        return new ReplyOwner.Staff(caller.id());
    }

    /**
     * Finds the reply.
     *
     * @throws DomainException {@link ErrorCode#REPLY_NOT_FOUND} for a reply that does not exist or that the caller may not see
     */
    static CannedReply find(Replies replies, Principal caller, ReplyId id) {
        return seenBy(caller)
                .flatMap(owner -> replies.of(owner).find(id).stream())
                .findFirst()
                .orElseThrow(() -> DomainException.of(ErrorCode.REPLY_NOT_FOUND));
    }

    /**
     * Checks that the caller may change the replies of an owner: own ones, and an admin also the shared ones.
     *
     * @throws DomainException {@link ErrorCode#FORBIDDEN} for another caller
     */
    static void requireWritable(Principal caller, ReplyOwner owner) {
        if (owner.isShared() && caller.role() != Role.ADMIN) {
            throw DomainException.of(ErrorCode.FORBIDDEN, Violation.of("shared", Reason.NOT_ALLOWED));
        }
    }

    /** The entry of the audit log about a change of a shared reply; empty for a reply that is the caller's own. */
    static List<Act> acts(Principal caller, Action action, CannedReply reply) {
        return reply.owner().isShared()
                ? List.of(Act.of(caller, action, reply.id().value()).with("shortcut", reply.shortcut()))
                : List.of();
    }

    /**
     * Whether a change has happened; if not, the reply was changed or removed since the caller read it.
     *
     * @throws DomainException {@link ErrorCode#CONFLICT} if the store refused
     */
    static boolean isDone(Change change) {
        return switch (change) {
            case DONE -> true;
            case OUTDATED -> false;
            case SHORTCUT_TAKEN -> throw DomainException.of(ErrorCode.CONFLICT, Violation.of("shortcut", Reason.TAKEN));
            case TOO_MANY ->
                throw DomainException.of(
                        ErrorCode.CONFLICT, Violation.of("shortcut", Reason.TOO_MANY, Replies.MAX_OF_OWNER));
        };
    }
}
