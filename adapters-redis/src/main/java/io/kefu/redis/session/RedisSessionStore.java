package io.kefu.redis.session;

import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.application.session.port.Desk.Placement;
import io.kefu.application.session.port.SessionStore;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.session.Ending;
import io.kefu.domain.session.Rating;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.session.SessionState;
import io.kefu.domain.user.Metadata;
import io.kefu.domain.user.UserId;
import io.kefu.redis.Redis;
import io.kefu.redis.message.MessageIndexer;
import io.kefu.redis.script.Reply;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sessions in the slots of their conversations, whose standing they are part of. */
@Singleton
public final class RedisSessionStore implements SessionStore {
    private final Redis redis;
    private final MessageIndexer indexer;
    private final SessionScripts scripts;
    private final InstantSource clock;

    /**
     * Makes the store.
     *
     * @param indexer lists what a customer wrote before somebody served
     * @param clock names the epoch of a conversation whose first session is placed, and the day that a rating counts for
     */
    public RedisSessionStore(Redis redis, MessageIndexer indexer, InstantSource clock) {
        this.redis = redis;
        this.indexer = indexer;
        this.scripts = new SessionScripts(redis);
        this.clock = clock;
    }

    @Override
    public Session place(Placement placement, Note note) {
        SessionId id = placement.session();
        Reply reply = redis.await(scripts.place(placement, note, clock.instant()));
        if (reply.text(0).equals("other")) {
            // The desk lets nobody have two sessions, so the other one's closing was lost, by a failover for example.
            Ending lost = new Ending(placement.createdAt(), Ending.LOST);
            close(SessionId.of(id.conversation(), reply.text(1)), lost, new Only.Always());
            reply = redis.await(scripts.place(placement, note, clock.instant()));
        }
        Session session = session(id, reply.list(2));
        if (reply.text(0).equals("placed")) {
            if (placement.kefu() != null) {
                indexer.appended(redis.keys().partition(id.conversation()));
            }
            tell(session, Stream.of(reply.text(1)));
        }
        return session;
    }

    @Override
    public Optional<Closing> close(SessionId id, Ending ending, Only only) {
        Reply reply = redis.await(scripts.close(id, ending, only));
        if (reply.isEmpty()) {
            return Optional.empty();
        }
        Session session = session(id, reply.list(2));
        boolean isNew = reply.number(0) == 1;
        if (isNew) {
            tell(session, Stream.of());
        }
        String heard = reply.textOrNull(1);
        return Optional.of(new Closing(session, isNew, heard == null ? null : time(heard)));
    }

    @Override
    public boolean rate(SessionId id, Rating rating) {
        return redis.await(scripts.rate(id, rating, clock.instant())) == 1;
    }

    @Override
    public void tellAll(Session session) {
        List<String> kefu = redis.await(redis.commands().hkeys(redis.keys().kefuOf(session.conversation())));
        tell(session, kefu.stream());
    }

    @Override
    public Optional<Session> find(SessionId id) {
        return found(id, redis.await(scripts.read(id)));
    }

    @Override
    public List<Session> findAll(Collection<SessionId> ids) {
        List<CompletionStage<Optional<Session>>> found = ids.stream()
                .map(id -> scripts.read(id).thenApply(reply -> found(id, reply)))
                .toList();
        return found.stream().map(redis::await).flatMap(Optional::stream).toList();
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
        String standing = redis.keys().conversation(ConversationIds.ofCustomer(customer));
        @Nullable String kefu = redis.await(redis.commands().hget(standing, "lk"));
        return Optional.ofNullable(kefu).map(UserId::new);
    }

    /** Says that a session changed to whom it concerns, those who served it until now among them. */
    private void tell(Session session, Stream<String> former) {
        UserId kefu = session.kefu();
        Stream.concat(Stream.of(session.customer().value(), kefu == null ? "" : kefu.value()), former)
                .filter(user -> !user.isEmpty())
                .distinct()
                .map(user -> redis.keys().channel(new UserId(user)))
                .forEach(channel -> publish(channel, "session " + session.id()));
    }

    private void publish(String channel, String message) {
        // A hint: whoever misses it reads the session sooner or later, so its fate is not waited for.
        redis.publish(channel, message);
    }

    private static Optional<Session> found(SessionId id, Reply fields) {
        return fields.isEmpty() ? Optional.empty() : Optional.of(session(id, fields));
    }

    private static Session session(SessionId id, Reply fields) {
        String kefu = fields.text(1);
        String closed = fields.textOrNull(5);
        String metadata = fields.textOrNull(6);
        String score = fields.textOrNull(9);
        return new Session(
                id,
                new UserId(fields.text(0)),
                kefu.isEmpty() ? null : new UserId(kefu),
                SessionState.ofWord(fields.text(2)).orElseThrow(),
                fields.text(3),
                time(fields.text(4)),
                closed == null ? null : new Ending(time(closed), fields.text(8)),
                metadata == null ? null : new Metadata(metadata),
                Long.parseLong(fields.text(7)),
                score == null ? null : new Rating(Integer.parseInt(score), fields.textOrNull(10)),
                HandoverCodec.parse(fields.textOrNull(11)));
    }

    private static Instant time(String millis) {
        return Instant.ofEpochMilli(Long.parseLong(millis));
    }
}
