package io.kefu.redis.session;

import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.application.session.port.Desk;
import io.kefu.domain.presence.KefuStatus;
import io.kefu.domain.session.RoutingPolicy.Candidate;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.UserId;
import io.kefu.redis.Redis;
import io.kefu.redis.RedisKeys;
import io.kefu.redis.presence.Duty;
import io.kefu.redis.script.Reply;
import io.lettuce.core.Range;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The desk in one slot of Redis, beside the kefu's presence, so that a script sees all that an assignment rests on. */
public final class RedisDesk implements Desk {
    private final Redis redis;
    private final DeskScripts scripts;

    public RedisDesk(Redis redis) {
        this.redis = redis;
        this.scripts = new DeskScripts(redis);
    }

    @Override
    public Placement open(Opening opening) {
        return placement(redis.await(scripts.open(opening)));
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
    public Optional<Placement> assign(SessionId session, UserId kefu, Instant now) {
        Reply reply = redis.await(scripts.assign(session, kefu, now));
        return reply.isEmpty()
                ? Optional.empty()
                : Optional.of(DeskPlace.parse(reply.text(0)).placement(null));
    }

    @Override
    public List<Placement> release(UserId kefu) {
        return redis.await(scripts.release(kefu)).lists().stream()
                .map(RedisDesk::placement)
                .toList();
    }

    @Override
    public Optional<Placement> find(SessionId session) {
        Reply reply = redis.await(scripts.find(session));
        return reply.textOrNull(0) == null ? Optional.empty() : Optional.of(placement(reply));
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
    public List<SessionId> servedBy(UserId kefu) {
        // The kefu's part of the alphabet: what follows an id there is a bar, and '}' comes next to it.
        Range<String> served = Range.from(Range.Boundary.including(kefu + "|"), Range.Boundary.excluding(kefu + "}"));
        return redis.await(redis.commands().zrevrangebylex(RedisKeys.DESK_SERVED, served)).stream()
                .map(entry -> new SessionId(entry.substring(entry.lastIndexOf('|') + 1)))
                .toList();
    }

    private static Placement placement(Reply reply) {
        return DeskPlace.parse(reply.text(0)).placement(reply.numberOrNull(1));
    }

    private static Stream<Candidate> candidate(Reply entry, Instant now) {
        Duty duty = Duty.parse(entry.text(1));
        if (duty.statusAt(now) != KefuStatus.ONLINE) {
            return Stream.empty();
        }
        return Stream.of(new Candidate(
                new UserId(entry.text(0)),
                Math.toIntExact(entry.number(2)),
                duty.maxSessions(),
                duty.skills(),
                duty.lastAssigned()));
    }
}
