package io.kefu.redis.session;

import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.hours.port.Hours;
import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.application.session.port.Desk.Assignment;
import io.kefu.application.session.port.SessionStore;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.session.Ending;
import io.kefu.domain.session.Rating;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionDetails;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.session.SessionState;
import io.kefu.domain.user.UserId;
import io.kefu.redis.Fields;
import io.kefu.redis.Redis;
import io.kefu.redis.RedisKeys;
import io.kefu.redis.message.MessageIndexer;
import io.kefu.redis.script.Reply;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Stores sessions in the slots of their conversations. The details are one document; scripts interpret only its version. */
@Singleton
public final class RedisSessionStore implements SessionStore {
    private final Redis redis;
    private final RedisKeys keys;
    private final MessageIndexer indexer;
    private final SessionScripts scripts;

    public RedisSessionStore(Redis redis, MessageIndexer indexer, Hours hours, InstantSource clock) {
        this.redis = redis;
        this.keys = redis.keys();
        this.indexer = indexer;
        this.scripts = new SessionScripts(redis, hours, clock);
    }

    @Override
    public Session apply(Assignment assignment, UnaryOperator<SessionDetails> change) {
        SessionId id = assignment.session();
        SessionDetails details = change.apply(SessionDetails.NONE);
        String document = details.equals(SessionDetails.NONE) ? "" : SessionCodec.document(details);
        String tags = SessionCodec.tags(details);
        long version = 0;
        while (true) {
            Reply reply = redis.await(scripts.apply(assignment, version, document, tags));
            switch (reply.text(0)) {
                case "other" -> {
                    // The desk allows one open session per customer, so the closing of the other one was lost, for
                    // example by a failover.
                    Ending lost = new Ending(assignment.createdAt(), Ending.LOST);
                    SessionId other = SessionId.of(id.conversation(), reply.text(1));
                    var unused = close(other, lost, new Only.Always())
                            .orElseThrow(() -> new IllegalStateException("An open session does not exist: " + other));
                }
                case "changed" -> {
                    Session known = SessionCodec.session(id, reply.list(2));
                    version = SessionCodec.version(reply.list(2));
                    SessionDetails changed = change.apply(known.details());
                    document = SessionCodec.document(changed);
                    tags = SessionCodec.tags(changed);
                }
                default -> {
                    Session session = SessionCodec.session(id, reply.list(2));
                    if (reply.text(0).equals("applied")) {
                        applied(session, reply.text(1));
                    }
                    boolean isChanged = !document.isEmpty()
                            || change.apply(session.details()).equals(session.details());
                    return isChanged ? session : update(id, change).orElse(session);
                }
            }
        }
    }

    private void applied(Session session, String former) {
        indexer.appended(keys.partition(session.conversation()));
        announce(session, Stream.of(former));
    }

    @Override
    public Optional<Session> update(SessionId id, UnaryOperator<SessionDetails> change) {
        while (true) {
            Reply known = redis.await(scripts.read(id));
            if (known.isEmpty()) {
                return Optional.empty();
            }
            Session session = SessionCodec.session(id, known);
            Session changed = session.with(change.apply(session.details()));
            if (replace(id, known, changed.details(), "")) {
                return Optional.of(changed);
            }
        }
    }

    @Override
    public boolean rate(SessionId id, Rating rating) {
        while (true) {
            Reply known = redis.await(scripts.read(id));
            Optional<Session> session = found(id, known)
                    .filter(s -> s.state() == SessionState.CLOSED && s.details().rating() == null);
            if (session.isEmpty()) {
                return false;
            }
            if (replace(id, known, session.get().details().withRating(rating), Integer.toString(rating.score()))) {
                return true;
            }
        }
    }

    /**
     * Writes the changed details, unless another call has changed them since they were read.
     *
     * @param score the score of a new rating; empty for none
     */
    private boolean replace(SessionId id, Reply known, SessionDetails changed, String score) {
        long replaced = redis.await(scripts.update(id, SessionCodec.version(known), changed, score));
        indexer.appended(keys.partition(id.conversation()));
        return replaced == 1;
    }

    @Override
    public Optional<Closing> close(SessionId id, Ending ending, Only only) {
        Reply reply = redis.await(scripts.close(id, ending, only));
        if (reply.isEmpty()) {
            return Optional.empty();
        }
        Session session = SessionCodec.session(id, reply.list(2));
        boolean isNew = reply.number(0) == 1;
        if (isNew) {
            indexer.appended(keys.partition(id.conversation()));
            announce(session, Stream.of());
        }
        String heard = reply.textOrNull(1);
        return Optional.of(new Closing(session, isNew, heard == null ? null : Fields.time(heard)));
    }

    @Override
    public void announce(Session session) {
        List<String> kefu = redis.await(redis.commands().hkeys(keys.kefuOf(session.conversation())));
        announce(session, kefu.stream());
    }

    /** Publishes that a session has changed, to the customer, its kefu and the given users. */
    private void announce(Session session, Stream<String> others) {
        UserId kefu = session.kefu();
        Stream<UserId> users = Stream.concat(
                        Stream.of(session.customer().value(), kefu == null ? "" : kefu.value()), others)
                .filter(user -> !user.isEmpty())
                .distinct()
                .map(UserId::new);
        publish(users, "session " + session.id());
    }

    @Override
    public void announceTags(SessionId id, Set<UserId> staff) {
        publish(staff.stream(), "tagged " + id);
    }

    /** Publishes an event to users. Not awaited: the event is a hint, and the session can be read at any time. */
    private void publish(Stream<UserId> users, String event) {
        users.map(keys::channel).forEach(channel -> redis.publish(channel, event));
    }

    @Override
    public Optional<Session> find(SessionId id) {
        return found(id, redis.await(scripts.read(id)));
    }

    @Override
    public List<Session> findAll(Collection<SessionId> ids) {
        return redis.awaitAll(ids.stream().map(id -> scripts.read(id).thenApply(reply -> found(id, reply)))).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Session> found(SessionId id, Reply fields) {
        return fields.isEmpty() ? Optional.empty() : Optional.of(SessionCodec.session(id, fields));
    }

    @Override
    public Page<Session> ofCustomer(UserId customer, @Nullable SessionState state, PageRequest page) {
        ConversationId conversation = ConversationIds.ofCustomer(customer);
        Reply reply = redis.await(scripts.list(conversation, state, page));
        List<SessionId> ids = reply.list(1).texts().stream()
                .map(suffix -> SessionId.of(conversation, suffix))
                .toList();
        return new Page<>(findAll(ids), reply.number(0));
    }

    @Override
    public Optional<UserId> lastKefu(UserId customer) {
        String conversation = keys.conversation(ConversationIds.ofCustomer(customer));
        @Nullable String kefu = redis.await(redis.commands().hget(conversation, Fields.Conversation.LAST_KEFU));
        return Optional.ofNullable(kefu).map(UserId::new);
    }

    @Override
    public Set<UserId> kefuOf(UserId customer) {
        String kefu = keys.kefuOf(ConversationIds.ofCustomer(customer));
        return redis.await(redis.commands().hkeys(kefu)).stream()
                .map(UserId::new)
                .collect(Collectors.toUnmodifiableSet());
    }
}
