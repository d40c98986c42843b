package io.kefu.redis.session;

import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.application.session.port.Desk;
import io.kefu.application.session.port.OverdueSessions;
import io.kefu.domain.presence.KefuStatus;
import io.kefu.domain.session.RoutingPolicy.Candidate;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.UserId;
import io.kefu.redis.DeskKeys;
import io.kefu.redis.OncePerWindow;
import io.kefu.redis.Redis;
import io.kefu.redis.presence.Duty;
import io.kefu.redis.script.Reply;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.ZAddArgs;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The desk in one slot of Redis, beside the kefu's presence, so that a script sees all that an assignment rests on. */
@Singleton
public final class RedisDesk implements Desk, OverdueSessions {
    /** How many sessions are taken from silent kefu in one script, unless one of them has more. */
    private static final int ENOUGH_RELEASED = 100;

    private final Redis redis;
    private final DeskScripts scripts;
    private final OncePerWindow heard = new OncePerWindow();

    public RedisDesk(Redis redis) {
        this.redis = redis;
        this.scripts = new DeskScripts(redis);
    }

    @Override
    public Assignment open(Opening opening) {
        return assignment(redis.await(scripts.open(opening, null)));
    }

    @Override
    public AssignmentResult openFor(UserId kefu, Opening opening) {
        return result(redis.await(scripts.open(opening, kefu)));
    }

    @Override
    public Snapshot snapshot(int offset, int limit, Instant now) {
        Reply reply = redis.await(scripts.snapshot(offset, limit));
        List<Waiting> waiting = reply.list(0).texts().stream()
                .map(text -> DeskPlace.parse(text).waiting())
                .toList();
        List<Candidate> candidates = reply.list(1).lists().stream()
                .flatMap(entry -> candidate(entry, now))
                .toList();
        return new Snapshot(waiting, candidates);
    }

    @Override
    public Optional<Assignment> assign(SessionId session, UserId kefu, Instant now) {
        return result(redis.await(scripts.route(session, kefu, now))) instanceof AssignmentResult.Done done
                ? Optional.of(done.assignment())
                : Optional.empty();
    }

    @Override
    public AssignmentResult take(SessionId session, UserId kefu, Instant now) {
        return result(redis.await(scripts.hand(session, "", kefu, now)));
    }

    @Override
    public AssignmentResult transfer(SessionId session, UserId from, UserId to, Instant now) {
        return result(redis.await(scripts.hand(session, from.value(), to, now)));
    }

    @Override
    public Optional<Assignment> returnToQueue(SessionId session, UserId from, Instant now) {
        return found(redis.await(scripts.returnToQueue(session, from, now)));
    }

    @Override
    public List<Assignment> release(UserId kefu, Instant now) {
        return assignments(redis.await(scripts.release(kefu, now)));
    }

    @Override
    public List<Assignment> releaseSilent(Instant silentSince, Instant now) {
        return assignments(redis.await(scripts.releaseSilent(silentSince, now, ENOUGH_RELEASED)));
    }

    @Override
    public Optional<Assignment> find(SessionId session) {
        return found(redis.await(scripts.find(session)));
    }

    @Override
    public void remove(SessionId session) {
        redis.await(scripts.remove(session));
    }

    @Override
    public Page<SessionId> active(PageRequest page) {
        Reply reply = redis.await(scripts.active(page));
        return new Page<>(reply.list(1).texts().stream().map(SessionId::new).toList(), reply.number(0));
    }

    @Override
    public Page<Assignment> waiting(PageRequest page) {
        Reply reply = redis.await(scripts.queue(page));
        List<String> places = reply.list(1).texts();
        List<Assignment> assignments = IntStream.range(0, places.size())
                .mapToObj(i -> DeskPlace.parse(places.get(i)).assignment(page.offset() + i))
                .toList();
        return new Page<>(assignments, reply.number(0));
    }

    @Override
    public Queue queue(Collection<SessionId> sessions) {
        Reply reply = redis.await(scripts.ranks(sessions));
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
    public Optional<Assignment> ofCustomer(UserId customer) {
        Optional<String> session = redis.await(
                redis.commands().hget(DeskKeys.CUSTOMERS, customer.value()).thenApply(Optional::ofNullable));
        return session.map(SessionId::new).flatMap(this::find);
    }

    @Override
    public void recordActivity(UserId customer, Instant at, Duration window) {
        if (heard.markIfNew(customer, at, window)) {
            var unused = scripts.hear(customer, at);
        }
    }

    @Override
    public void startBlocking(UserId customer, Instant now) {
        redis.await(redis.commands().zadd(DeskKeys.BLOCKED, (double) now.toEpochMilli(), customer.value()));
    }

    @Override
    public List<UserId> unfinishedBlockings(Instant before, int limit) {
        Range<Long> until = Range.from(Range.Boundary.unbounded(), Range.Boundary.including(before.toEpochMilli()));
        return redis.await(redis.commands().zrangebyscore(DeskKeys.BLOCKED, until, Limit.from(limit))).stream()
                .map(UserId::new)
                .toList();
    }

    @Override
    public void finishBlocking(UserId customer) {
        redis.await(redis.commands().zrem(DeskKeys.BLOCKED, customer.value()));
    }

    @Override
    public void startClosing(SessionId session, Instant now) {
        redis.await(scripts.closing(session, now));
    }

    @Override
    public void markApplied(Assignment assignment) {
        redis.await(scripts.settle(assignment.session(), assignment.number()));
    }

    @Override
    public List<Assignment> pending(Instant before, int limit) {
        return assignments(redis.await(scripts.overdue("unsettled", before, limit)));
    }

    @Override
    public List<Assignment> abandoned(Instant since, int limit) {
        return assignments(redis.await(scripts.overdue("absent", since, limit)));
    }

    @Override
    public List<SessionId> idle(Instant since, int limit) {
        Range<Long> until = Range.from(Range.Boundary.unbounded(), Range.Boundary.including(since.toEpochMilli()));
        return redis.await(redis.commands().zrangebyscore(DeskKeys.QUIET, until, Limit.from(limit))).stream()
                .map(SessionId::new)
                .toList();
    }

    @Override
    public void markNotIdle(SessionId session, Instant at) {
        redis.await(redis.commands()
                .zadd(DeskKeys.QUIET, ZAddArgs.Builder.xx(), (double) at.toEpochMilli(), session.value()));
    }

    @Override
    public Map<UserId, Integer> loads(Collection<UserId> kefu) {
        Map<UserId, CompletionStage<Long>> counts = new HashMap<>();
        kefu.forEach(id -> counts.put(id, redis.commands().zlexcount(DeskKeys.SERVED, partOf(id))));
        Map<UserId, Integer> loads = new HashMap<>();
        counts.forEach((id, count) -> loads.put(id, Math.toIntExact(redis.await(count))));
        return loads;
    }

    @Override
    public List<SessionId> servedBy(UserId kefu) {
        return redis.await(redis.commands().zrevrangebylex(DeskKeys.SERVED, partOf(kefu))).stream()
                .map(entry -> new SessionId(entry.substring(entry.lastIndexOf(' ') + 1)))
                .toList();
    }

    /** The kefu's part of the alphabet: what follows an id there is a bar, and '}' comes next to it. */
    private static Range<String> partOf(UserId kefu) {
        return Range.from(Range.Boundary.including(kefu + " "), Range.Boundary.excluding(kefu + "!"));
    }

    private static AssignmentResult result(Reply reply) {
        return reply.text(0).equals("refused")
                ? new AssignmentResult.Refused(Refusal.valueOf(reply.text(1)))
                : new AssignmentResult.Done(assignment(reply));
    }

    private static Optional<Assignment> found(Reply reply) {
        return reply.isEmpty() ? Optional.empty() : Optional.of(assignment(reply));
    }

    private static List<Assignment> assignments(Reply reply) {
        return reply.lists().stream().map(RedisDesk::assignment).toList();
    }

    private static Assignment assignment(Reply reply) {
        return DeskPlace.parse(reply.text(0)).assignment(reply.numberOrNull(1));
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
}
