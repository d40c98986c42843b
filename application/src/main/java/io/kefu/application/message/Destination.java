package io.kefu.application.message;

import io.kefu.application.access.Principal;
import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.message.port.MessageLog.Rule;
import io.kefu.application.user.port.UserStore;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.error.Violation;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import org.jspecify.annotations.Nullable;

/**
 * The conversation that a message goes to.
 *
 * @param rule what the sender needs to be allowed to write there
 * @param isRecipientKnown whether the recipient was looked up, or no particular one was named
 */
record Destination(ConversationId conversation, Rule rule, boolean isRecipientKnown) {

    /**
     * The destination if nothing is looked up. A recipient whom a kefu or admin names is assumed to be a customer.
     *
     * @param to null for the kefu who serves the customer
     */
    static Destination usual(Principal sender, @Nullable UserId to) {
        if (sender.role() == Role.CUSTOMER) {
            return new Destination(ConversationIds.ofCustomer(sender.id()), Rule.CUSTOMER, to == null);
        }
        if (to == null || sender.is(to)) {
            throw DomainException.of(ErrorCode.USER_NOT_FOUND);
        }
        return new Destination(
                ConversationIds.ofCustomer(to), sender.role() == Role.ADMIN ? Rule.ADMIN : Rule.SERVING, false);
    }

    /** The destination after a look at the recipient, if one is named. Blocks. */
    static Destination lookUp(UserStore users, Principal sender, @Nullable UserId to) {
        Destination usual = usual(sender, to);
        if (to == null) {
            return usual;
        }
        User recipient = users.find(to).orElseThrow(() -> DomainException.of(ErrorCode.USER_NOT_FOUND));
        boolean isToStaff = recipient.role().isStaff();
        if (sender.isStaff() && isToStaff) {
            return new Destination(ConversationIds.ofPair(sender.id(), to), Rule.PAIR, true);
        }
        if (!sender.isStaff() && !isToStaff) {
            throw DomainException.of(ErrorCode.USER_NOT_FOUND);
        }
        if (usual.rule() == Rule.ADMIN && recipient.disabled()) {
            throw DomainException.of(ErrorCode.CONFLICT, Violation.of("to_user_id", Reason.GONE));
        }
        return new Destination(usual.conversation(), usual.rule(), true);
    }
}
