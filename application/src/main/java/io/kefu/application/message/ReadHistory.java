package io.kefu.application.message;

import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.message.port.MessageHistory;
import io.kefu.application.message.port.MessageHistory.Window;
import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.application.user.port.UserStore;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.message.Message;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;

/**
 * Reads the messages exchanged with a user, newest first. For a customer, this is the conversation with the service; a
 * kefu may read it who serves or served the customer, and every kefu while the customer waits. For another kefu, it is
 * the conversation with the caller. A kefu who passes their own id gets the messages of all conversations that they
 * took part in.
 */
public final class ReadHistory {
    private final MessageHistory history;
    private final UserStore users;

    public ReadHistory(MessageHistory history, UserStore users) {
        this.history = history;
        this.users = users;
    }

    /**
     * A part of it.
     *
     * @throws DomainException {@link ErrorCode#USER_NOT_FOUND} for a user who is not there or whose conversation the
     *     caller may not see; {@link ErrorCode#INVALID_PARAMETER} for anything but numbered pages of what kefu took part in,
     *     since seqs count within one conversation
     */
    public Page<Message> read(Principal caller, UserId with, Window window) {
        Operation.READ_HISTORY.requireAllowed(caller);
        if (caller.is(with)) {
            return caller.isStaff()
                    ? history.ofKefu(with, numbered(window))
                    : history.read(ConversationIds.ofCustomer(with), window);
        }
        if (!caller.isStaff()) {
            throw DomainException.of(ErrorCode.USER_NOT_FOUND);
        }
        User user = users.find(with).orElseThrow(() -> DomainException.of(ErrorCode.USER_NOT_FOUND));
        if (user.role().isStaff()) {
            return history.read(ConversationIds.ofPair(caller.id(), with), window);
        }
        return caller.role() == Role.ADMIN
                ? history.read(ConversationIds.ofCustomer(with), window)
                : history.readForOrWaiting(caller.id(), ConversationIds.ofCustomer(with), window)
                        .orElseThrow(() -> DomainException.of(ErrorCode.USER_NOT_FOUND));
    }

    private static PageRequest numbered(Window window) {
        return switch (window) {
            case Window.Numbered numbered -> numbered.page();
            case Window.Before before -> throw DomainException.invalid("before_seq", Reason.NOT_ALLOWED);
            case Window.After after -> throw DomainException.invalid("after_seq", Reason.NOT_ALLOWED);
        };
    }
}
