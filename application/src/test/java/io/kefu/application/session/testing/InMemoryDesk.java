package io.kefu.application.session.testing;

import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.application.presence.testing.InMemoryPresence;
import io.kefu.application.presence.testing.InMemoryPresence.Duty;
import io.kefu.application.session.port.Desk;
import io.kefu.domain.presence.KefuStatus;
import io.kefu.domain.session.RoutingPolicy.Candidate;
import io.kefu.domain.session.RoutingPolicy.Request;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The desk in memory, beside a presence in memory. */
public final class InMemoryDesk implements Desk {
    private static final Comparator<Entry> BY_OPENING = Comparator.comparingLong(Entry::opened);
    private static final Comparator<Entry> BY_TURN =
            Comparator.comparing(Entry::wasServed).reversed().thenComparing(BY_OPENING);

    private final InMemoryPresence presence;
    private final List<Entry> entries = new ArrayList<>();
    private long number;

    public InMemoryDesk(InMemoryPresence presence) {
        this.presence = presence;
    }

    private record Entry(
            Opening opening,
            long opened,
            @Nullable UserId preferred,
            @Nullable UserId kefu,
            boolean wasServed,
            long number) {
        boolean isServedBy(UserId user) {
            return user.equals(kefu);
        }
    }

    @Override
    public synchronized Placement open(Opening opening) {
        Entry entry = entries.stream()
                .filter(e -> e.opening().customer().equals(opening.customer()))
                .findAny()
                .orElseGet(() -> {
                    number++;
                    Entry added = new Entry(opening, number, opening.preferred(), null, false, number);
                    entries.add(added);
                    return added;
                });
        return placement(entry);
    }

    @Override
    public synchronized Snapshot snapshot(int offset, int limit, Instant now) {
        List<Waiting> waiting = queue().skip(offset)
                .limit(limit)
                .map(e -> new Waiting(
                        e.opening().session(), new Request(e.opening().type(), e.preferred())))
                .toList();
        List<Candidate> candidates = presence.duties().entrySet().stream()
                .filter(duty -> duty.getValue().statusAt(now) == KefuStatus.ONLINE)
                .map(this::candidate)
                .toList();
        return new Snapshot(waiting, candidates);
    }

    @Override
    public synchronized Optional<Placement> assign(SessionId session, UserId kefu, Instant now) {
        Duty duty = presence.duties().get(kefu);
        Entry entry = entry(session);
        if (duty == null
                || entry == null
                || entry.kefu() != null
                || duty.statusAt(now) != KefuStatus.ONLINE
                || servedBy(kefu).size() >= duty.service().maxSessions()) {
            return Optional.empty();
        }
        presence.assigned(kefu, now);
        return Optional.of(placement(replace(entry, entry.preferred(), kefu)));
    }

    @Override
    public synchronized List<Placement> release(UserId kefu) {
        List<Entry> served = entries.stream()
                .filter(e -> e.isServedBy(kefu))
                .sorted(BY_OPENING)
                .toList();
        return served.stream()
                .map(e -> replace(e, e.preferred() == null ? kefu : e.preferred(), null))
                .toList()
                .stream()
                .map(this::placement)
                .toList();
    }

    @Override
    public synchronized Optional<Placement> find(SessionId session) {
        return Optional.ofNullable(entry(session)).map(this::placement);
    }

    @Override
    public synchronized void remove(SessionId session) {
        entries.removeIf(e -> e.opening().session().equals(session));
    }

    @Override
    public synchronized Page<SessionId> active(PageRequest page) {
        List<SessionId> all = newestFirst(entries.stream().filter(e -> e.kefu() != null));
        return new Page<>(all.stream().skip(page.offset()).limit(page.size()).toList(), all.size());
    }

    @Override
    public synchronized List<SessionId> servedBy(UserId kefu) {
        return newestFirst(entries.stream().filter(e -> e.isServedBy(kefu)));
    }

    private static List<SessionId> newestFirst(Stream<Entry> entries) {
        return entries.sorted(BY_OPENING.reversed())
                .map(e -> e.opening().session())
                .toList();
    }

    private @Nullable Entry entry(SessionId session) {
        return entries.stream()
                .filter(e -> e.opening().session().equals(session))
                .findAny()
                .orElse(null);
    }

    private Entry replace(Entry old, @Nullable UserId preferred, @Nullable UserId kefu) {
        number++;
        Entry changed = new Entry(old.opening(), old.opened(), preferred, kefu, true, number);
        entries.set(entries.indexOf(old), changed);
        return changed;
    }

    private Stream<Entry> queue() {
        return entries.stream().filter(e -> e.kefu() == null).sorted(BY_TURN);
    }

    private Placement placement(Entry entry) {
        Opening opening = entry.opening();
        int position = queue().toList().indexOf(entry) + 1;
        return new Placement(
                opening.session(),
                opening.customer(),
                entry.kefu(),
                opening.type(),
                opening.createdAt(),
                entry.number(),
                position);
    }

    private Candidate candidate(Map.Entry<UserId, Duty> kefu) {
        Duty duty = kefu.getValue();
        return new Candidate(
                kefu.getKey(),
                servedBy(kefu.getKey()).size(),
                duty.service().maxSessions(),
                duty.service().skills(),
                duty.lastAssigned());
    }
}
