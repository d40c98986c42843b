package io.kefu.application.connection;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.message.ConversationView;
import io.kefu.application.message.port.MessageEvents;
import io.kefu.application.message.port.MessageEvents.Subscription;
import io.kefu.application.message.port.MessageEvents.UserEvent;
import io.kefu.application.message.port.MessageHistory;
import io.kefu.application.presence.PresenceTimes;
import io.kefu.application.presence.RecordHeartbeat;
import io.kefu.application.presence.port.Presence;
import io.kefu.application.session.port.SessionStore;
import io.kefu.application.session.query.DescribeSessions;
import io.kefu.application.session.query.ReadSession;
import io.kefu.application.user.port.UserStore;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.message.Message;
import io.kefu.domain.session.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Brings a user online through a socket, subscribes to what happens to the user, and reads the sessions and conversations
 * of the user.
 */
@UseCase
public final class Connect {
    /** The greeting names at most this many of a kefu's sessions. */
    private static final int MOST_NAMED = 200;

    private final MessageEvents events;
    private final Presence presence;
    private final UserStore users;
    private final ListOwnConversations listOwnConversations;
    private final SessionStore sessions;
    private final DescribeSessions describe;
    private final MessageHistory history;
    private final RecordHeartbeat recordHeartbeat;
    private final InstantSource clock;
    private final Duration lease;

    public Connect(
            MessageEvents events,
            Presence presence,
            UserStore users,
            ListOwnConversations listOwnConversations,
            SessionStore sessions,
            DescribeSessions describe,
            MessageHistory history,
            RecordHeartbeat recordHeartbeat,
            InstantSource clock,
            PresenceTimes times) {
        this.events = events;
        this.presence = presence;
        this.users = users;
        this.listOwnConversations = listOwnConversations;
        this.sessions = sessions;
        this.describe = describe;
        this.history = history;
        this.recordHeartbeat = recordHeartbeat;
        this.clock = clock;
        this.lease = times.lease();
    }

    /**
     * Connects. Subscribes before it reads, so that no change between the two is missed. Blocks.
     *
     * @param node the node that holds the socket
     * @param listener called on a thread of the store that must not be blocked, with one event after the other
     * @throws DomainException {@link ErrorCode#UNAUTHORIZED} for a user who does not exist any more
     */
    public Connected connect(Principal caller, String node, Consumer<UserEvent> listener) {
        Operation.CONNECT.requireAllowed(caller);
        Subscription subscription =
                events.subscribe(caller.id(), listener).toCompletableFuture().join();
        try {
            return new Connected(greet(caller, node), subscription::cancel);
        } catch (RuntimeException failure) {
            subscription.cancel();
            throw failure;
        }
    }

    private Greeting greet(Principal caller, String node) {
        Instant now = clock.instant();
        presence.connect(node, List.of(caller.id()), now, lease);
        users.touch(caller.id(), now);
        if (caller.isStaff()) {
            recordHeartbeat.record(caller, caller.id(), null);
        }
        ListOwnConversations.Own own = listOwnConversations.list(caller);
        if (!caller.isStaff()) {
            return new Greeting(described(own.sessions()), List.of(), own.withCustomers(), List.of(), Map.of());
        }
        int named = Math.min(own.sessions().size(), MOST_NAMED);
        List<ConversationView> withCustomers = own.withCustomers().subList(0, named);
        return new Greeting(
                described(own.sessions().subList(0, named)),
                described(own.sessions().subList(named, own.sessions().size())),
                Stream.concat(withCustomers.stream(), own.pairs().stream().filter(ConversationView::isUndelivered))
                        .toList(),
                Stream.concat(
                                own.withCustomers().stream().skip(named),
                                own.pairs().stream().filter(pair -> !pair.isUndelivered()))
                        .toList(),
                history.newestOf(withCustomers.stream()
                        .map(ConversationView::conversation)
                        .toList()));
    }

    private List<ReadSession.Found> described(List<SessionId> ids) {
        return describe.describe(sessions.findAll(ids));
    }

    /**
     * A user who is connected.
     *
     * @param unsubscribe ends the subscription to the events of the user, and does not block; the caller runs it when the
     *     socket is closed
     */
    public record Connected(Greeting greeting, Runnable unsubscribe) {}

    /**
     * The sessions and conversations of a user at the time of the connection.
     *
     * @param sessions the user's open sessions, newest first, at most {@value #MOST_NAMED}
     * @param unnamed the user's other open sessions, which are not sent in the greeting
     * @param conversations the conversations of {@code sessions}, or the customer's own conversation, and the
     *     conversations with colleagues that have undelivered entries
     * @param quiet the conversations of {@code unnamed}, and those with other colleagues: the connection follows them,
     *     but they are not sent in the greeting
     * @param lastMessages the newest message of each conversation of {@code sessions} that has one; empty for a customer
     */
    public record Greeting(
            List<ReadSession.Found> sessions,
            List<ReadSession.Found> unnamed,
            List<ConversationView> conversations,
            List<ConversationView> quiet,
            Map<ConversationId, Message> lastMessages) {}
}
