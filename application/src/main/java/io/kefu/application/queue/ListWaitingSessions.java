package io.kefu.application.queue;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.message.port.MessageHistory;
import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.application.session.ReadSession.Found;
import io.kefu.application.session.port.Desk;
import io.kefu.application.session.port.Desk.Assignment;
import io.kefu.application.session.port.SessionStore;
import io.kefu.application.user.port.UserStore;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.message.Message;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lists the waiting sessions in queue order, with the customer's name and newest message. */
@UseCase
public final class ListWaitingSessions {
    private final Desk desk;
    private final SessionStore sessions;
    private final UserStore users;
    private final MessageHistory history;

    public ListWaitingSessions(Desk desk, SessionStore sessions, UserStore users, MessageHistory history) {
        this.desk = desk;
        this.sessions = sessions;
        this.users = users;
        this.history = history;
    }

    /**
     * Returns a page of the waiting sessions with their queue positions, and the exact total. Four round trips for any
     * number of sessions; more only if a conversation ends with {@code system} entries.
     */
    public Page<Waiting> list(Principal caller, PageRequest request) {
        Operation.LIST_WAITING_SESSIONS.requireAllowed(caller);
        Page<Assignment> page = desk.waiting(request);
        Map<SessionId, Integer> positions = new LinkedHashMap<>();
        page.items().forEach(assignment -> positions.put(assignment.session(), assignment.position()));
        List<Session> found = sessions.findAll(positions.keySet());
        Map<UserId, User> customers =
                users.findAll(found.stream().map(Session::customer).toList());
        Map<ConversationId, Message> newest =
                history.newestOf(found.stream().map(Session::conversation).toList());
        return new Page<>(
                found.stream()
                        .map(session -> new Waiting(
                                // The session may have been assigned since the page was read. The name of its kefu is
                                // not looked up.
                                new Found(session, positions.getOrDefault(session.id(), 0), null),
                                Optional.ofNullable(customers.get(session.customer()))
                                        .map(User::username)
                                        .orElse(null),
                                newest.get(session.conversation())))
                        .toList(),
                page.total());
    }

    /**
     * A waiting session.
     *
     * @param username the customer's name; null if the customer was deleted since the page was read
     * @param lastMessage the newest message of the conversation, which may have been recalled; null if there is none
     */
    public record Waiting(
            Found found,
            @Nullable String username,
            @Nullable Message lastMessage) {}
}
