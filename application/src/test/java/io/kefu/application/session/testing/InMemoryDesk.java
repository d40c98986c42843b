package io.kefu.application.session.testing;

import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.application.presence.testing.InMemoryPresence;
import io.kefu.application.presence.testing.InMemoryPresence.KefuEntry;
import io.kefu.application.session.port.Desk;
import io.kefu.application.session.port.OverdueSessions;
import io.kefu.application.session.testing.OpenSessions.Entry;
import io.kefu.domain.presence.KefuStatus;
import io.kefu.domain.session.RoutingPolicy.Candidate;
import io.kefu.domain.session.RoutingPolicy.Request;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The desk in memory, beside a presence in memory. */
public final class InMemoryDesk implements Desk, OverdueSessions {
    private final InMemoryPresence presence;
    private final OpenSessions sessions = new OpenSessions();
    private final Map<SessionId, Instant> pending = new HashMap<>();
    /** The time at which each waiting session entered the queue, or of the last call of its customer. */
    private final Map<SessionId, Instant> absent = new HashMap<>();

    private final Map<SessionId, Instant> idleChecked = new HashMap<>();
    private final Map<UserId, Instant> blocked = new HashMap<>();

    public InMemoryDesk(InMemoryPresence presence) {
        this.presence = presence;
    }

    @Override
    public synchronized Assignment open(Opening opening) {
        Entry entry = sessions.ofCustomer(opening.customer()).orElseGet(() -> add(opening));
        return sessions.assignment(entry);
    }

    @Override
    public synchronized AssignmentResult openFor(UserId kefu, Opening opening) {
        Optional<Entry> known = sessions.ofCustomer(opening.customer());
        if (known.isPresent()) {
            return new AssignmentResult.Done(sessions.assignment(known.get()));
        }
        return refusal(kefu, opening.createdAt(), true)
                .<AssignmentResult>map(AssignmentResult.Refused::new)
                .orElseGet(() -> new AssignmentResult.Done(serve(add(opening), kefu, opening.createdAt())));
    }

    private Entry add(Opening opening) {
        Entry added = sessions.add(opening);
        changed(added, opening.createdAt());
        absent.put(added.session(), opening.createdAt());
        return added;
    }

    @Override
    public synchronized Snapshot snapshot(int offset, int limit, Instant now) {
        List<Waiting> waiting = sessions.waiting()
                .skip(offset)
                .limit(limit)
                .map(e -> new Waiting(e.session(), new Request(e.opening().type(), e.preferred(), e.passedOnBy())))
                .toList();
        List<Candidate> candidates = presence.kefuEntries().entrySet().stream()
                .filter(entry -> entry.getValue().statusAt(now) == KefuStatus.ONLINE)
                .map(this::candidate)
                .toList();
        return new Snapshot(waiting, waiting.isEmpty() ? List.of() : candidates);
    }

    @Override
    public synchronized Optional<Assignment> assign(SessionId session, UserId kefu, Instant now) {
        Entry entry = sessions.find(session);
        boolean isRefused = entry == null
                || entry.kefu() != null
                || kefu.equals(entry.passedOnBy())
                || refusal(kefu, now, false).isPresent();
        return isRefused ? Optional.empty() : Optional.of(serve(Objects.requireNonNull(entry), kefu, now));
    }

    @Override
    public synchronized AssignmentResult take(SessionId session, UserId kefu, Instant now) {
        return assignTo(session, null, kefu, now);
    }

    @Override
    public synchronized AssignmentResult transfer(SessionId session, UserId from, UserId to, Instant now) {
        return assignTo(session, from, to, now);
    }

    private AssignmentResult assignTo(SessionId session, @Nullable UserId from, UserId to, Instant now) {
        Entry entry = sessions.find(session);
        if (entry == null || !Objects.equals(entry.kefu(), from)) {
            return new AssignmentResult.Refused(Refusal.GONE);
        }
        return refusal(to, now, true)
                .<AssignmentResult>map(AssignmentResult.Refused::new)
                .orElseGet(() -> new AssignmentResult.Done(serve(entry, to, now)));
    }

    private Optional<Refusal> refusal(UserId kefu, Instant now, boolean mayBeBusy) {
        KefuEntry entry = presence.kefuEntries().get(kefu);
        KefuStatus status = entry == null ? KefuStatus.OFFLINE : entry.statusAt(now);
        if (entry == null || (status != KefuStatus.ONLINE && !(mayBeBusy && status == KefuStatus.BUSY))) {
            return Optional.of(Refusal.KEFU_AWAY);
        }
        boolean hasFreeCapacity = servedBy(kefu).size() < entry.service().maxSessions();
        return hasFreeCapacity ? Optional.empty() : Optional.of(Refusal.NO_FREE_CAPACITY);
    }

    private Assignment serve(Entry entry, UserId kefu, Instant now) {
        presence.assigned(kefu, now);
        idleChecked.put(entry.session(), now);
        return sessions.assignment(replace(entry, entry.preferred(), kefu, null, now));
    }

    @Override
    public synchronized Optional<Assignment> returnToQueue(SessionId session, UserId from, Instant now) {
        Entry entry = sessions.find(session);
        if (entry == null || !entry.isServedBy(from)) {
            return Optional.empty();
        }
        @Nullable UserId preferred = from.equals(entry.preferred()) ? null : entry.preferred();
        return Optional.of(sessions.assignment(queue(entry, preferred, from, now)));
    }

    private Entry queue(Entry entry, @Nullable UserId preferred, @Nullable UserId passedOnBy, Instant now) {
        idleChecked.remove(entry.session());
        absent.put(entry.session(), now);
        return replace(entry, preferred, null, passedOnBy, now);
    }

    @Override
    public synchronized List<Assignment> release(UserId kefu, Instant now) {
        return sessions.served().filter(e -> e.isServedBy(kefu)).toList().stream()
                .map(e -> queue(e, e.preferred() == null ? kefu : e.preferred(), null, now))
                .toList()
                .stream()
                .map(sessions::assignment)
                .toList();
    }

    @Override
    public synchronized List<Assignment> releaseSilent(Instant silentSince, Instant now) {
        Map<UserId, KefuEntry> kefuEntries = presence.kefuEntries();
        return sessions
                .served()
                .map(Entry::kefu)
                .filter(Objects::nonNull)
                .distinct()
                .filter(kefu -> !kefuEntries.containsKey(kefu)
                        || !kefuEntries.get(kefu).leaseEnd().isAfter(silentSince))
                .toList()
                .stream()
                .flatMap(kefu -> release(kefu, now).stream())
                .toList();
    }

    @Override
    public synchronized Optional<Assignment> find(SessionId session) {
        return Optional.ofNullable(sessions.find(session)).map(sessions::assignment);
    }

    @Override
    public synchronized Optional<Assignment> ofCustomer(UserId customer) {
        return sessions.ofCustomer(customer).map(sessions::assignment);
    }

    @Override
    public synchronized void recordActivity(UserId customer, Instant at, Duration window) {
        sessions.ofCustomer(customer)
                .ifPresent(entry ->
                        absent.computeIfPresent(entry.session(), (id, known) -> known.isBefore(at) ? at : known));
    }

    @Override
    public synchronized void startBlocking(UserId customer, Instant now) {
        blocked.put(customer, now);
    }

    @Override
    public synchronized List<UserId> unfinishedBlockings(Instant before, int limit) {
        return blocked.entrySet().stream()
                .filter(note -> !note.getValue().isAfter(before))
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized void finishBlocking(UserId customer) {
        blocked.remove(customer);
    }

    @Override
    public synchronized void remove(SessionId session) {
        sessions.remove(session);
        List.of(pending, absent, idleChecked).forEach(times -> times.remove(session));
    }

    @Override
    public synchronized Page<SessionId> active(PageRequest page) {
        List<SessionId> all = newestFirst(sessions.served());
        return new Page<>(all.stream().skip(page.offset()).limit(page.size()).toList(), all.size());
    }

    @Override
    public synchronized Page<Assignment> waiting(PageRequest page) {
        List<Assignment> all = sessions.waiting().map(sessions::assignment).toList();
        return new Page<>(all.stream().skip(page.offset()).limit(page.size()).toList(), all.size());
    }

    @Override
    public synchronized Queue queue(Collection<SessionId> asked) {
        List<SessionId> all = sessions.waiting().map(Entry::session).toList();
        return new Queue(
                all.size(),
                asked.stream()
                        .filter(all::contains)
                        .collect(Collectors.toMap(Function.identity(), id -> all.indexOf(id) + 1)));
    }

    @Override
    public synchronized void startClosing(SessionId session, Instant now) {
        if (sessions.find(session) != null) {
            pending.put(session, now);
        }
    }

    @Override
    public synchronized void markApplied(Assignment assignment) {
        Entry entry = sessions.find(assignment.session());
        if (entry == null || entry.number() == assignment.number()) {
            pending.remove(assignment.session());
        }
    }

    @Override
    public synchronized List<Assignment> pending(Instant before, int limit) {
        return overdue(pending, before).limit(limit).toList();
    }

    @Override
    public synchronized List<Assignment> abandoned(Instant since, int limit) {
        return overdue(absent, since)
                .filter(assignment -> assignment.kefu() == null)
                .filter(assignment -> presence.absentSince(assignment.customer(), since))
                .limit(limit)
                .toList();
    }

    private Stream<Assignment> overdue(Map<SessionId, Instant> times, Instant since) {
        return times.entrySet().stream()
                .filter(time -> !time.getValue().isAfter(since))
                .sorted(Map.Entry.comparingByValue())
                .map(time -> sessions.find(time.getKey()))
                .filter(Objects::nonNull)
                .map(sessions::assignment);
    }

    @Override
    public synchronized List<SessionId> idle(Instant since, int limit) {
        return idleChecked.entrySet().stream()
                .filter(time -> !time.getValue().isAfter(since))
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized void markNotIdle(SessionId session, Instant at) {
        idleChecked.computeIfPresent(session, (id, known) -> at);
    }

    @Override
    public synchronized Map<UserId, Integer> loads(Collection<UserId> kefu) {
        return kefu.stream()
                .collect(
                        Collectors.toMap(Function.identity(), id -> servedBy(id).size()));
    }

    @Override
    public synchronized List<SessionId> servedBy(UserId kefu) {
        return newestFirst(sessions.served().filter(e -> e.isServedBy(kefu)));
    }

    private static List<SessionId> newestFirst(Stream<Entry> served) {
        return served.map(e -> e.session()).toList().reversed();
    }

    private Entry replace(
            Entry old, @Nullable UserId preferred, @Nullable UserId kefu, @Nullable UserId passedOnBy, Instant now) {
        Entry changed = sessions.replace(old, preferred, kefu, passedOnBy);
        changed(changed, now);
        return changed;
    }

    private void changed(Entry entry, Instant now) {
        pending.put(entry.session(), now);
    }

    private Candidate candidate(Map.Entry<UserId, KefuEntry> kefu) {
        KefuEntry entry = kefu.getValue();
        return new Candidate(
                kefu.getKey(),
                servedBy(kefu.getKey()).size(),
                entry.service().maxSessions(),
                entry.service().skills(),
                entry.lastAssigned());
    }
}
