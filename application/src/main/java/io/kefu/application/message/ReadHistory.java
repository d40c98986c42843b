package io.kefu.application.message;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.message.port.MessageHistory;
import io.kefu.application.message.port.MessageHistory.Window;
import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.application.user.port.UserStore;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.message.Message;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;

/**
 * Reads the messages of a user. For a customer, it reads the conversation with the service: the customer and admins may read
 * all of it, a kefu what was written until they stopped serving the customer, and every kefu all of it while the customer
 * waits. For another kefu or admin, it reads the pair conversation with the caller. For the caller's own id, if the caller
 * is staff, it reads the messages of all conversations that the caller took part in.
 */
@UseCase
public final class ReadHistory {
    private final MessageHistory history;
    private final UserStore users;

    public ReadHistory(MessageHistory history, UserStore users) {
        this.history = history;
        this.users = users;
    }

    /**
     * Returns a part of the messages. Blocks.
     *
     * @throws DomainException {@link ErrorCode#USER_NOT_FOUND} for a user who does not exist or whose conversation the
     *     caller may not read; {@link ErrorCode#INVALID_PARAMETER} for a window by seq over the messages of several
     *     conversations, because a seq belongs to one conversation
     */
    public Page<Message> read(Principal caller, UserId with, Window window) {
        Operation.READ_HISTORY.requireAllowed(caller);
        if (caller.is(with)) {
            return caller.isStaff()
                    ? history.ofKefu(with, numbered(window))
                    : history.read(ConversationIds.ofCustomer(with), window);
        }
        if (!caller.isStaff()) {
            throw notFound();
        }
        User user = users.find(with).orElseThrow(ReadHistory::notFound);
        if (user.role().isStaff()) {
            return history.read(ConversationIds.ofPair(caller.id(), with), window);
        }
        ConversationId conversation = ConversationIds.ofCustomer(with);
        return caller.role() == Role.ADMIN
                ? history.read(conversation, window)
                : history.readForOrWaiting(caller.id(), conversation, window).orElseThrow(ReadHistory::notFound);
    }

    private static DomainException notFound() {
        return DomainException.of(ErrorCode.USER_NOT_FOUND);
    }

    private static PageRequest numbered(Window window) {
        return switch (window) {
            case Window.Numbered numbered -> numbered.page();
            case Window.Before before -> throw DomainException.invalid("before_seq", Reason.NOT_ALLOWED);
            case Window.After after -> throw DomainException.invalid("after_seq", Reason.NOT_ALLOWED);
        };
    }
}
