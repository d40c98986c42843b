package io.kefu.application.session.testing;

import io.kefu.application.hours.port.Hours;
import io.kefu.application.hours.testing.InMemoryHours;
import io.kefu.application.message.port.MessageEvents.UserEvent;
import io.kefu.application.message.testing.InMemoryConversations;
import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.application.session.port.Desk.Assignment;
import io.kefu.application.session.port.SessionStore;
import io.kefu.domain.message.Message;
import io.kefu.domain.session.Ending;
import io.kefu.domain.session.Rating;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionDetails;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.session.SessionState;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sessions in memory, beside conversations in memory. */
public final class InMemorySessionStore implements SessionStore {
    private final InMemoryConversations conversations;
    private final Map<SessionId, Known> sessions = new HashMap<>();
    private final Map<UserId, UserId> lastKefu = new HashMap<>();
    private final Map<UserId, Set<UserId>> kefuOf = new HashMap<>();
    private final Map<SessionId, UserId> lastServing = new HashMap<>();
    private final Set<SessionId> served = new HashSet<>();
    private final Set<SessionId> notified = new HashSet<>();
    private final Hours hours;
    private final InstantSource clock;

    /** Sessions without messages. */
    public InMemorySessionStore() {
        this(new InMemoryConversations());
    }

    /** Sessions with a fixed clock. */
    public InMemorySessionStore(InMemoryConversations conversations) {
        this(conversations, InstantSource.fixed(Instant.EPOCH));
    }

    /** Sessions of a service that is always open. */
    public InMemorySessionStore(InMemoryConversations conversations, InstantSource clock) {
        this(conversations, new InMemoryHours(), clock);
    }

    public InMemorySessionStore(InMemoryConversations conversations, Hours hours, InstantSource clock) {
        this.conversations = conversations;
        this.hours = hours;
        this.clock = clock;
    }

    private record Known(Session session, long number) {}

    @Override
    public synchronized Session apply(Assignment assignment, UnaryOperator<SessionDetails> change) {
        Known known = sessions.get(assignment.session());
        if (known != null
                && (known.session().state() == SessionState.CLOSED || known.number() >= assignment.number())) {
            Known changed = new Known(changed(known.session(), change), known.number());
            sessions.put(assignment.session(), changed);
            notifyClosed(changed.session());
            return counted(changed);
        }
        endOthers(assignment);
        Session before = known == null ? opened(assignment) : known.session();
        Session session = moved(before, assignment.kefu());
        Known placed = new Known(changed(session, change), assignment.number());
        sessions.put(session.id(), placed);
        count(known == null, before, session);
        if (assignment.kefu() != null) {
            lastKefu.put(assignment.customer(), assignment.kefu());
            kefuOf.computeIfAbsent(assignment.customer(), customer -> new HashSet<>())
                    .add(assignment.kefu());
            lastServing.put(assignment.session(), assignment.kefu());
        }
        conversations.stands(session);
        tell(session, before.kefu());
        notifyClosed(session);
        return counted(placed);
    }

    private void notifyClosed(Session session) {
        String message = hours.current().hours().closedMessage();
        if (session.state() == SessionState.WAITING
                && !hours.isOpen(clock.instant())
                && message != null
                && notified.add(session.id())) {
            conversations.appendNotice(session, message, clock.instant());
        }
    }

    private void count(boolean isNew, Session before, Session session) {
        Instant now = clock.instant();
        if (isNew) {
            conversations.counters().opened(now);
        }
        if (session.kefu() != null && served.add(session.id())) {
            conversations.counters().waited(now, hours.current().hours().wait(session.createdAt(), now));
        }
        if (!Objects.equals(before.kefu(), session.kefu())) {
            conversations.counters().given(session.conversation(), session.kefu(), now);
        }
    }

    private static Session opened(Assignment assignment) {
        return Session.opened(assignment.session(), assignment.customer(), assignment.type(), assignment.createdAt());
    }

    private static Session changed(Session session, UnaryOperator<SessionDetails> change) {
        return session.with(change.apply(session.details()));
    }

    private static Session moved(Session session, @Nullable UserId kefu) {
        if (kefu != null) {
            return session.servedBy(kefu);
        }
        return session.state() == SessionState.WAITING ? session : session.queued();
    }

    private void endOthers(Assignment assignment) {
        List<Session> others = sessions.values().stream()
                .map(Known::session)
                .filter(s -> s.customer().equals(assignment.customer()))
                .filter(s -> s.state() != SessionState.CLOSED && !s.id().equals(assignment.session()))
                .toList();
        Ending lost = new Ending(assignment.createdAt(), Ending.LOST);
        others.forEach(other -> close(other.id(), lost, new Only.Always()));
    }

    private void tell(Session session, @Nullable UserId former) {
        Stream.of(Optional.of(session.customer()), Optional.ofNullable(session.kefu()), Optional.ofNullable(former))
                .flatMap(Optional::stream)
                .distinct()
                .forEach(user -> conversations.events().publish(user, new UserEvent.SessionChanged(session.id())));
    }

    private Session counted(Known known) {
        Session session = known.session();
        return session.state() == SessionState.CLOSED ? session : session.with(conversations.messages(session.id()));
    }

    @Override
    public synchronized Optional<Closing> close(SessionId id, Ending ending, Only only) {
        Known known = sessions.get(id);
        if (known == null) {
            return Optional.empty();
        }
        Session session = counted(known);
        Optional<Message> newest = conversations.newestIn(session);
        boolean isOwedAnAnswer = newest.filter(message -> message.from().equals(session.customer()))
                .isPresent();
        boolean applies = session.state() != SessionState.CLOSED
                && switch (only) {
                    case Only.Always always -> true;
                    case Only.IfServedBy served -> session.isServedBy(served.kefu());
                    case Only.IfWaiting waiting ->
                        session.state() == SessionState.WAITING
                                && known.number() <= waiting.as().number();
                    case Only.IfIdleSince idle ->
                        session.state() == SessionState.ACTIVE
                                && !isOwedAnAnswer
                                && newest.map(message -> !message.timestamp().isAfter(idle.since()))
                                        .orElse(true);
                };
        if (!applies) {
            boolean isAsked = only instanceof Only.IfIdleSince && session.state() == SessionState.ACTIVE;
            Instant heard = isOwedAnAnswer
                    ? ending.at()
                    : newest.map(Message::timestamp).orElse(null);
            return Optional.of(new Closing(session, false, isAsked ? heard : null));
        }
        Session closed = session.closed(ending);
        sessions.put(id, new Known(closed, known.number()));
        conversations.ends(closed);
        conversations.counters().ended(closed, ending.at());
        tell(closed, null);
        return Optional.of(new Closing(closed, true, null));
    }

    @Override
    public synchronized Optional<Session> update(SessionId id, UnaryOperator<SessionDetails> change) {
        return Optional.ofNullable(sessions.computeIfPresent(
                        id, (same, known) -> new Known(changed(known.session(), change), known.number())))
                .map(this::counted);
    }

    @Override
    public synchronized boolean rate(SessionId id, Rating rating) {
        Known known = sessions.get(id);
        if (known == null
                || known.session().state() != SessionState.CLOSED
                || known.session().details().rating() != null) {
            return false;
        }
        sessions.put(id, new Known(known.session().rated(rating), known.number()));
        conversations.counters().rated(lastServing.get(id), rating.score(), clock.instant());
        return true;
    }

    @Override
    public synchronized void announce(Session session) {
        tell(session, lastKefu.get(session.customer()));
    }

    @Override
    public void announceTags(SessionId id, Set<UserId> staff) {
        staff.forEach(user -> conversations.events().publish(user, new UserEvent.SessionTagged(id)));
    }

    @Override
    public synchronized Optional<Session> find(SessionId id) {
        return Optional.ofNullable(sessions.get(id)).map(this::counted);
    }

    @Override
    public List<Session> findAll(Collection<SessionId> ids) {
        return ids.stream().map(this::find).flatMap(Optional::stream).toList();
    }

    @Override
    public synchronized Page<Session> ofCustomer(UserId customer, @Nullable SessionState state, PageRequest page) {
        List<Session> all = sessions.values().stream()
                .map(this::counted)
                .filter(s -> s.customer().equals(customer))
                .filter(s -> state == null || s.state() == state)
                .sorted(Comparator.comparing(Session::createdAt).reversed())
                .toList();
        return new Page<>(all.stream().skip(page.offset()).limit(page.size()).toList(), all.size());
    }

    /** All sessions, in no order. */
    synchronized List<Session> all() {
        return sessions.values().stream().map(Known::session).toList();
    }

    @Override
    public synchronized Optional<UserId> lastKefu(UserId customer) {
        return Optional.ofNullable(lastKefu.get(customer));
    }

    @Override
    public synchronized Set<UserId> kefuOf(UserId customer) {
        return Set.copyOf(kefuOf.getOrDefault(customer, Set.of()));
    }
}
