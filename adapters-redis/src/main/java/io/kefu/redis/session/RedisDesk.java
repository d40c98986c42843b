package io.kefu.redis.session;

import static io.kefu.redis.session.DeskScript.millis;

import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.application.session.port.Desk;
import io.kefu.domain.presence.KefuStatus;
import io.kefu.domain.session.RoutingPolicy.Candidate;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.UserId;
import io.kefu.redis.DeskKeys;
import io.kefu.redis.Redis;
import io.kefu.redis.presence.Duty;
import io.kefu.redis.script.Reply;
import io.lettuce.core.Range;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The desk in one slot, beside the presence of the kefu, so that a script sees everything that an assignment depends on. */
@Singleton
public final class RedisDesk implements Desk {
    /** A script stops once it has released this number of sessions of silent kefu, but it releases all of the last kefu. */
    private static final int ENOUGH_RELEASED = 100;

    private final Redis redis;
    private final DeskScript open;
    private final DeskScript snapshot;
    private final DeskScript assign;
    private final DeskScript returnToQueue;
    private final DeskScript release;
    private final DeskScript releaseSilent;
    private final DeskScript find;
    private final DeskScript remove;
    private final DeskScript queue;
    private final DeskScript ranks;

    public RedisDesk(Redis redis) {
        this.redis = redis;
        this.open = DeskScript.ofList(redis, "open_session");
        this.snapshot = DeskScript.ofList(redis, "snapshot_desk");
        this.assign = DeskScript.ofList(redis, "assign_session");
        this.returnToQueue = DeskScript.ofList(redis, "return_session");
        this.release = DeskScript.ofList(redis, "release_kefu");
        this.releaseSilent = DeskScript.ofList(redis, "release_silent_kefu");
        this.find = DeskScript.ofList(redis, "find_session");
        this.remove = DeskScript.ofInteger(redis, "remove_session");
        this.queue = DeskScript.ofList(redis, "list_queue");
        this.ranks = DeskScript.ofList(redis, "rank_sessions");
    }

    @Override
    public Assignment open(Opening opening) {
        return DeskAssignment.read(open(opening, ""));
    }

    @Override
    public AssignmentResult openFor(UserId kefu, Opening opening) {
        return result(open(opening, kefu.value()));
    }

    private Reply open(Opening opening, String kefu) {
        return open.read(
                opening.session().value(),
                opening.customer().value(),
                opening.type(),
                millis(opening.createdAt()),
                text(opening.preferred()),
                kefu);
    }

    @Override
    public Snapshot snapshot(int offset, int limit, Instant now) {
        Reply reply = snapshot.read(Integer.toString(offset), Integer.toString(limit));
        List<Waiting> waiting = reply.list(0).texts().stream()
                .map(text -> DeskAssignment.parse(text).waiting())
                .toList();
        List<Candidate> candidates = reply.list(1).lists().stream()
                .flatMap(entry -> candidate(entry, now))
                .toList();
        return new Snapshot(waiting, candidates);
    }

    private static Stream<Candidate> candidate(Reply entry, Instant now) {
        Duty duty = Duty.parse(entry.text(1));
        if (duty.statusAt(now) != KefuStatus.ONLINE) {
            return Stream.empty();
        }
        return Stream.of(new Candidate(
                new UserId(entry.text(0)),
                Math.toIntExact(entry.number(2)),
                duty.limit(),
                duty.skills(),
                duty.assigned()));
    }

    @Override
    public Optional<Assignment> assign(SessionId session, UserId kefu, Instant now) {
        return result(assign.read(session.value(), "", kefu.value(), millis(now), "routed"))
                        instanceof AssignmentResult.Done done
                ? Optional.of(done.assignment())
                : Optional.empty();
    }

    @Override
    public AssignmentResult take(SessionId session, UserId kefu, Instant now) {
        return result(assign.read(session.value(), "", kefu.value(), millis(now), "by hand"));
    }

    @Override
    public AssignmentResult transfer(SessionId session, UserId from, UserId to, Instant now) {
        return result(assign.read(session.value(), from.value(), to.value(), millis(now), "by hand"));
    }

    @Override
    public Optional<Assignment> returnToQueue(SessionId session, UserId from, Instant now) {
        return found(returnToQueue.read(session.value(), from.value(), millis(now)));
    }

    @Override
    public List<Assignment> release(UserId kefu, Instant now) {
        return DeskAssignment.readAll(release.read(kefu.value(), millis(now)));
    }

    @Override
    public List<Assignment> releaseSilent(Instant silentSince, Instant now) {
        return DeskAssignment.readAll(
                releaseSilent.read(millis(now), millis(silentSince), Integer.toString(ENOUGH_RELEASED)));
    }

    @Override
    public Optional<Assignment> find(SessionId session) {
        return found(find.read(session.value()));
    }

    @Override
    public Optional<Assignment> ofCustomer(UserId customer) {
        Optional<String> session = redis.await(
                redis.commands().hget(DeskKeys.CUSTOMERS, customer.value()).thenApply(Optional::ofNullable));
        return session.map(SessionId::new).flatMap(this::find);
    }

    @Override
    public void remove(SessionId session) {
        remove.run(session.value());
    }

    @Override
    public Page<SessionId> active(PageRequest page) {
        return redis.await(redis.page(DeskKeys.ACTIVE, page)).map(SessionId::new);
    }

    @Override
    public Page<Assignment> waiting(PageRequest page) {
        Reply reply = queue.read(Long.toString(page.offset()), Integer.toString(page.size()));
        List<String> assignments = reply.list(1).texts();
        List<Assignment> waiting = IntStream.range(0, assignments.size())
                .mapToObj(i -> DeskAssignment.parse(assignments.get(i)).assignment(page.offset() + i))
                .toList();
        return new Page<>(waiting, reply.number(0));
    }

    @Override
    public Queue queue(Collection<SessionId> sessions) {
        Reply reply = ranks.read(sessions.stream().map(SessionId::value).toArray(String[]::new));
        Map<SessionId, Integer> positions = new HashMap<>();
        int next = 1;
        for (SessionId session : sessions) {
            int rank = Math.toIntExact(reply.number(next++));
            if (rank >= 0) {
                positions.put(session, rank + 1);
            }
        }
        return new Queue(Math.toIntExact(reply.number(0)), positions);
    }

    @Override
    public Map<UserId, Integer> loads(Collection<UserId> kefu) {
        Map<UserId, CompletionStage<Long>> counts = new HashMap<>();
        kefu.forEach(id -> counts.put(id, redis.commands().zlexcount(DeskKeys.SERVED, entriesOf(id))));
        Map<UserId, Integer> loads = new HashMap<>();
        counts.forEach((id, count) -> loads.put(id, Math.toIntExact(redis.await(count))));
        return loads;
    }

    @Override
    public List<SessionId> servedBy(UserId kefu) {
        return redis.await(redis.commands().zrevrangebylex(DeskKeys.SERVED, entriesOf(kefu))).stream()
                .map(entry -> new SessionId(entry.substring(entry.lastIndexOf(' ') + 1)))
                .toList();
    }

    /** The entries of a kefu: a space follows the id in each of them, and '!' is the next character after a space. */
    private static Range<String> entriesOf(UserId kefu) {
        return Range.from(Range.Boundary.including(kefu + " "), Range.Boundary.excluding(kefu + "!"));
    }

    private static AssignmentResult result(Reply reply) {
        return reply.text(0).equals("refused")
                ? new AssignmentResult.Refused(Refusal.valueOf(reply.text(1)))
                : new AssignmentResult.Done(DeskAssignment.read(reply));
    }

    private static Optional<Assignment> found(Reply reply) {
        return reply.isEmpty() ? Optional.empty() : Optional.of(DeskAssignment.read(reply));
    }

    private static String text(@Nullable UserId user) {
        return user == null ? "" : user.value();
    }
}
