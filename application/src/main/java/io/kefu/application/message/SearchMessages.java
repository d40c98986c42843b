package io.kefu.application.message;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.message.port.MessageHistory;
import io.kefu.application.message.port.MessageHistory.Window;
import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.application.text.TextFolding;
import io.kefu.application.text.TextPattern;
import io.kefu.application.user.port.UserStore;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.message.Message;
import io.kefu.domain.message.MessageId;
import io.kefu.domain.message.MessageStatus;
import io.kefu.domain.message.MessageType;
import io.kefu.domain.text.Texts;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Searches the text messages of one conversation, newest first: for a customer, the conversation with the service; for another
 * kefu or admin, the pair conversation with the caller. The customer and admins may search all of it, a kefu what was written
 * until they stopped serving the customer. Recalled messages are not found.
 */
@UseCase
public final class SearchMessages {
    /** The longest text to search for, in code points. */
    public static final int MAX_QUERY = 100;

    /** How many entries one call reads at most. */
    static final int MAX_ENTRIES = 1_000;

    /** A call searches no further message once the folded texts have this length together. */
    private static final int MAX_CHARS = 1_000_000;

    private static final int BATCH = 100;

    private final MessageHistory history;
    private final UserStore users;

    public SearchMessages(MessageHistory history, UserStore users) {
        this.history = history;
        this.users = users;
    }

    /**
     * Searches a bounded part of the conversation. Blocks: one round trip for each hundred entries, and one more to find another
     * user.
     *
     * @throws DomainException {@link ErrorCode#USER_NOT_FOUND} for a user who does not exist or whose conversation the caller
     *     may not search, {@link ErrorCode#INVALID_PARAMETER} for kefu and admins who name themselves
     */
    public Found search(Principal caller, UserId with, Command command) {
        Operation.SEARCH_MESSAGES.requireAllowed(caller);
        Function<Window, Page<Message>> conversation = conversation(caller, with);
        List<Message> found = new ArrayList<>();
        long before = command.before();
        long chars = 0;
        for (int entries = 0; entries < MAX_ENTRIES && before > 1; entries += BATCH) {
            List<Message> batch =
                    conversation.apply(new Window.Before(before, BATCH)).items();
            for (Message message : batch) {
                String text = searchedText(message);
                chars += text.length();
                if (command.pattern().isIn(text)) {
                    found.add(message);
                }
                if (found.size() == command.size() || chars >= MAX_CHARS) {
                    return new Found(found, next(message.seq()));
                }
            }
            before = batch.isEmpty() ? 1 : batch.getLast().seq();
        }
        return new Found(found, next(before));
    }

    private static String searchedText(Message message) {
        boolean isSearched = message.type() == MessageType.TEXT && message.status() != MessageStatus.RECALLED;
        return isSearched ? TextFolding.fold(message.content()) : "";
    }

    private static @Nullable Long next(long before) {
        return before > 1 ? before : null;
    }

    private Function<Window, Page<Message>> conversation(Principal caller, UserId with) {
        if (caller.is(with) && caller.isStaff()) {
            // The messages of a kefu are in several conversations.
            throw DomainException.invalid("user_id", Reason.NOT_ALLOWED);
        }
        ConversationId ofCustomer = ConversationIds.ofCustomer(with);
        if (caller.is(with)) {
            return window -> history.read(ofCustomer, window);
        }
        Role role = users.find(with)
                .filter(user -> caller.isStaff())
                .orElseThrow(SearchMessages::notFound)
                .role();
        if (role.isStaff()) {
            return window -> history.read(ConversationIds.ofPair(caller.id(), with), window);
        }
        return caller.role() == Role.ADMIN
                ? window -> history.read(ofCustomer, window)
                : window -> history.readFor(caller.id(), ofCustomer, window).orElseThrow(SearchMessages::notFound);
    }

    private static DomainException notFound() {
        return DomainException.of(ErrorCode.USER_NOT_FOUND);
    }

    /**
     * The text to find, and the part of the conversation to search.
     *
     * @param before only messages below this seq are searched
     * @param size the number of messages to find, 1 to {@value PageRequest#MAX_SIZE}
     */
    public record Command(TextPattern pattern, long before, int size) {

        /**
         * Searches for a text.
         *
         * @param query 1 to {@value #MAX_QUERY} code points, not only white space
         * @param before null for the whole conversation
         */
        public static Command of(String query, @Nullable Long before, int size) {
            Texts.requireLines("q", query, MAX_QUERY);
            return new Command(TextPattern.of(query), before == null ? MessageId.MAX_SEQ + 1 : before, size);
        }
    }

    /**
     * The messages that were found, newest first.
     *
     * @param nextBefore the seq below which the search continues; null if the whole conversation was searched
     */
    public record Found(List<Message> messages, @Nullable Long nextBefore) {
        public Found {
            messages = List.copyOf(messages);
        }
    }
}
