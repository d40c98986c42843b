package io.kefu.application.queue;

import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.message.port.MessageHistory;
import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.application.session.ReadSession.Found;
import io.kefu.application.session.port.Desk;
import io.kefu.application.session.port.Desk.Placement;
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

/** Lists the sessions that wait, in the order of their turn, with what a kefu wants to know before taking one. */
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
     * A page of them with their places in the queue, and the exact total. Four round trips, however many they are; more only
     * where a conversation ends with entries of the service's own.
     */
    public Page<Waiting> list(Principal caller, PageRequest request) {
        Operation.LIST_WAITING_SESSIONS.requireAllowed(caller);
        Page<Placement> page = desk.waiting(request);
        Map<SessionId, Integer> positions = new LinkedHashMap<>();
        page.items().forEach(placement -> positions.put(placement.session(), placement.position()));
        List<Session> found = sessions.findAll(positions.keySet());
        Map<UserId, User> customers =
                users.findAll(found.stream().map(Session::customer).toList());
        Map<ConversationId, Message> newest =
                history.newestOf(found.stream().map(Session::conversation).toList());
        return new Page<>(
                found.stream()
                        .map(session -> new Waiting(
                                // A session that was taken at this very moment has a kefu, whose name nobody asked for.
                                new Found(session, positions.getOrDefault(session.id(), 0), null),
                                Optional.ofNullable(customers.get(session.customer()))
                                        .map(User::username)
                                        .orElse(null),
                                newest.get(session.conversation())))
                        .toList(),
                page.total());
    }

    /**
     * A session that waits.
     *
     * @param username the customer's name; null for one who was deleted at this very moment
     * @param lastMessage the newest message of the conversation, which may have been recalled; null where there is none
     */
    public record Waiting(
            Found found,
            @Nullable String username,
            @Nullable Message lastMessage) {}
}
