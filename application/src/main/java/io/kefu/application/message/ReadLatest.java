package io.kefu.application.message;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.message.port.MessageHistory;
import io.kefu.application.message.port.MessageHistory.Window;
import io.kefu.application.page.PageRequest;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.message.Message;
import java.util.List;

/**
 * Reads the newest messages: of a customer's own conversation, of the conversations that a kefu took part in, or, for an
 * admin, of all conversations.
 */
@UseCase
public final class ReadLatest {
    /** The most messages that may be asked for. */
    public static final int MAX_COUNT = 100;

    private final MessageHistory history;

    public ReadLatest(MessageHistory history) {
        this.history = history;
    }

    /**
     * Returns the newest messages, newest first. Blocks.
     *
     * @param count the highest number of messages, 1 to {@value #MAX_COUNT}
     */
    public List<Message> read(Principal caller, int count) {
        Operation.READ_LATEST.requireAllowed(caller);
        if (count < 1 || count > MAX_COUNT) {
            throw DomainException.invalid("count", Reason.RANGE, 1, MAX_COUNT);
        }
        return switch (caller.role()) {
            case CUSTOMER ->
                history.read(ConversationIds.ofCustomer(caller.id()), new Window.Numbered(new PageRequest(1, count)))
                        .items();
            case KEFU -> history.latestOf(caller.id(), count);
            case ADMIN -> history.latest(count);
        };
    }
}
