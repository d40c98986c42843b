package io.kefu.application.presence.testing;

import io.kefu.application.analytics.testing.InMemoryCounters;
import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.application.presence.port.Presence;
import io.kefu.domain.presence.KefuStatus;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Presence in memory. */
public final class InMemoryPresence implements Presence {
    private static final String BEATS = "";

    private final Map<UserId, KefuEntry> kefuEntries = new HashMap<>();
    private final Map<UserId, Map<String, Instant>> leases = new HashMap<>();
    private final Map<UserId, Instant> onlineSince = new HashMap<>();
    private final Map<UserId, Instant> dutyEndedAt = new HashMap<>();
    private final Map<UserId, Instant> offlineSince = new HashMap<>();
    private final Map<UserId, Instant> changed = new LinkedHashMap<>();
    private final Set<UserId> reportedOnline = new HashSet<>();
    private final Map<UserId, Instant> countedUntil = new HashMap<>();
    private final InMemoryCounters counters;

    /** Presence whose online times are not counted. */
    public InMemoryPresence() {
        this(new InMemoryCounters());
    }

    public InMemoryPresence(InMemoryCounters counters) {
        this.counters = counters;
    }

    /**
     * A kefu who is on duty.
     *
     * @param lastAssigned when a session was last assigned to the kefu; {@link Instant#EPOCH} for never
     */
    public record KefuEntry(KefuStatus chosen, Instant leaseEnd, User.Service service, Instant lastAssigned) {
        /** The status at a time. */
        public KefuStatus statusAt(Instant now) {
            return leaseEnd.isAfter(now) ? chosen : KefuStatus.OFFLINE;
        }
    }

    /** The kefu who are on duty, for the in-memory desk. */
    public synchronized Map<UserId, KefuEntry> kefuEntries() {
        return Map.copyOf(kefuEntries);
    }

    /** Records that the desk assigned a session to a kefu. */
    public synchronized void assigned(UserId kefu, Instant now) {
        kefuEntries.computeIfPresent(
                kefu, (id, entry) -> new KefuEntry(entry.chosen(), entry.leaseEnd(), entry.service(), now));
    }

    /** Whether a user has been offline since this time or longer. */
    public synchronized boolean absentSince(UserId user, Instant since) {
        return !onlineSince.containsKey(user)
                && !offlineSince.getOrDefault(user, Instant.EPOCH).isAfter(since);
    }

    @Override
    public synchronized KefuStatus heartbeat(
            UserId kefu, User.Service service, @Nullable KefuStatus chosen, Instant now, Duration lease) {
        Instant dutyEnded = dutyEndedAt.get(kefu);
        if (!kefuEntries.containsKey(kefu) && dutyEnded != null && !dutyEnded.isBefore(now)) {
            return KefuStatus.OFFLINE;
        }
        KefuEntry known =
                kefuEntries.getOrDefault(kefu, new KefuEntry(KefuStatus.ONLINE, Instant.EPOCH, service, Instant.EPOCH));
        count(kefu, known.leaseEnd(), now);
        KefuStatus status = chosen == null ? known.chosen() : chosen;
        kefuEntries.put(kefu, new KefuEntry(status, now.plus(lease), known.service(), known.lastAssigned()));
        connect(BEATS, List.of(kefu), now, lease);
        return status;
    }

    private void count(UserId kefu, Instant leaseEnd, Instant now) {
        Instant since = countedUntil.put(kefu, now);
        Instant until = leaseEnd.isBefore(now) ? leaseEnd : now;
        if (since != null && until.isAfter(since)) {
            counters.present(kefu, Duration.between(since, until), now);
        }
    }

    @Override
    public synchronized KefuStatus logIn(UserId kefu, User.Service service, Instant now, Duration lease) {
        dutyEndedAt.remove(kefu);
        KefuEntry known = kefuEntries.get(kefu);
        boolean isLeased = known != null && known.leaseEnd().isAfter(now);
        KefuStatus status = heartbeat(kefu, service, isLeased ? null : KefuStatus.ONLINE, now, lease);
        updateService(kefu, service);
        return status;
    }

    @Override
    public synchronized boolean renew(Collection<UserId> kefu, Instant now, Duration lease) {
        boolean isBack = false;
        for (UserId id : kefu) {
            KefuEntry entry = kefuEntries.get(id);
            if (entry != null) {
                count(id, entry.leaseEnd(), now);
                isBack |= !entry.leaseEnd().isAfter(now);
                kefuEntries.put(
                        id, new KefuEntry(entry.chosen(), now.plus(lease), entry.service(), entry.lastAssigned()));
                connect(BEATS, List.of(id), now, lease);
            }
        }
        return isBack;
    }

    @Override
    public synchronized void updateService(UserId kefu, User.Service service) {
        kefuEntries.computeIfPresent(
                kefu, (id, entry) -> new KefuEntry(entry.chosen(), entry.leaseEnd(), service, entry.lastAssigned()));
    }

    @Override
    public synchronized void endDuty(UserId kefu, Instant now) {
        KefuEntry entry = kefuEntries.remove(kefu);
        if (entry != null) {
            count(kefu, entry.leaseEnd(), now);
            countedUntil.remove(kefu);
        }
        dutyEndedAt.put(kefu, now);
        end(kefu, BEATS, now);
    }

    @Override
    public synchronized Map<UserId, KefuStatus> statuses(Collection<UserId> kefu, Instant now) {
        Map<UserId, KefuStatus> statuses = new HashMap<>();
        for (UserId id : kefu) {
            KefuEntry entry = kefuEntries.get(id);
            statuses.put(id, entry == null ? KefuStatus.OFFLINE : entry.statusAt(now));
        }
        return statuses;
    }

    @Override
    public synchronized Leases leases(UserId user, Collection<String> nodes, Instant now) {
        expire(now);
        Optional<KefuEntry> duty = Optional.ofNullable(kefuEntries.get(user));
        return new Leases(
                Optional.ofNullable(onlineSince.get(user)),
                duty.map(KefuEntry::chosen),
                duty.filter(entry -> entry.leaseEnd().isAfter(now)).isPresent(),
                leases.getOrDefault(user, Map.of()).entrySet().stream()
                        .filter(lease -> lease.getKey().equals(BEATS) || nodes.contains(lease.getKey()))
                        .map(Map.Entry::getValue)
                        .max(Comparator.naturalOrder()));
    }

    @Override
    public synchronized void connect(String node, Collection<UserId> users, Instant now, Duration lease) {
        expire(now);
        for (UserId user : users) {
            leases.computeIfAbsent(user, id -> new HashMap<>()).put(node, now.plus(lease));
            if (onlineSince.putIfAbsent(user, now) == null) {
                changed.put(user, now);
            }
        }
    }

    @Override
    public synchronized void disconnect(String node, UserId user, Instant now) {
        expire(now);
        end(user, node, now);
    }

    @Override
    public synchronized Page<UserId> online(PageRequest page, Instant now) {
        expire(now);
        List<UserId> all = onlineSince.entrySet().stream()
                .sorted(Comparator.comparing(Map.Entry<UserId, Instant>::getValue)
                        .thenComparing(Map.Entry::getKey)
                        .reversed())
                .map(Map.Entry::getKey)
                .toList();
        return new Page<>(all.stream().skip(page.offset()).limit(page.size()).toList(), all.size());
    }

    @Override
    public synchronized List<Change> takeChanges(Instant now, Duration grace, int limit) {
        expire(now);
        List<Change> changes = new ArrayList<>();
        for (UserId user : List.copyOf(changed.keySet())) {
            Instant since = changed.getOrDefault(user, now);
            boolean isOnline = onlineSince.containsKey(user);
            if (changes.size() == limit || (!isOnline && since.isAfter(now.minus(grace)))) {
                continue;
            }
            changed.remove(user);
            if (isOnline ? reportedOnline.add(user) : reportedOnline.remove(user)) {
                changes.add(new Change(user, isOnline, since));
            }
        }
        return changes;
    }

    private void end(UserId user, String source, Instant now) {
        Map<String, Instant> ends = leases.getOrDefault(user, Map.of());
        if (ends.containsKey(source)) {
            ends.remove(source);
            goOfflineWithoutLease(user, now);
        }
    }

    private void expire(Instant now) {
        for (UserId user : List.copyOf(leases.keySet())) {
            Map<String, Instant> ends = leases.getOrDefault(user, Map.of());
            Instant last = ends.values().stream().max(Instant::compareTo).orElse(now);
            ends.values().removeIf(end -> !end.isAfter(now));
            goOfflineWithoutLease(user, last);
        }
    }

    private void goOfflineWithoutLease(UserId user, Instant since) {
        if (leases.getOrDefault(user, Map.of()).isEmpty()) {
            leases.remove(user);
            onlineSince.remove(user);
            changed.put(user, since);
            offlineSince.put(user, since);
        }
    }
}
