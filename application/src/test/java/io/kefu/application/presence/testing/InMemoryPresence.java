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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Presence in memory. */
public final class InMemoryPresence implements Presence {
    private static final String BEATS = "";

    private final Map<UserId, Duty> duties = new HashMap<>();
    private final Map<UserId, Map<String, Instant>> leases = new HashMap<>();
    private final Map<UserId, Instant> onlineSince = new HashMap<>();
    private final Map<UserId, Instant> left = new HashMap<>();
    private final Map<UserId, Instant> goneSince = new HashMap<>();
    private final Map<UserId, Instant> changed = new LinkedHashMap<>();
    private final Set<UserId> told = new HashSet<>();
    private final Map<UserId, Instant> countedUntil = new HashMap<>();
    private final InMemoryCounters counters;

    /** Presence that nobody counts. */
    public InMemoryPresence() {
        this(new InMemoryCounters());
    }

    public InMemoryPresence(InMemoryCounters counters) {
        this.counters = counters;
    }

    /**
     * A kefu who beat and did not leave.
     *
     * @param lastAssigned when the kefu was last given a session; {@link Instant#EPOCH} for not yet
     */
    public record Duty(KefuStatus chosen, Instant leaseEnd, User.Service service, Instant lastAssigned) {
        /** The status at a time. */
        public KefuStatus statusAt(Instant now) {
            return leaseEnd.isAfter(now) ? chosen : KefuStatus.OFFLINE;
        }
    }

    /** The kefu on duty, for the desk beside. */
    public synchronized Map<UserId, Duty> duties() {
        return Map.copyOf(duties);
    }

    /** Notes that the desk gave a kefu a session. */
    public synchronized void assigned(UserId kefu, Instant now) {
        duties.computeIfPresent(kefu, (id, duty) -> new Duty(duty.chosen(), duty.leaseEnd(), duty.service(), now));
    }

    /** Whether a user is offline, and has been since a time. */
    public synchronized boolean absentSince(UserId user, Instant since) {
        return !onlineSince.containsKey(user)
                && !goneSince.getOrDefault(user, Instant.EPOCH).isAfter(since);
    }

    @Override
    public synchronized KefuStatus beat(
            UserId kefu, User.Service service, @Nullable KefuStatus chosen, Instant now, Duration lease) {
        Instant leftAt = left.get(kefu);
        if (!duties.containsKey(kefu) && leftAt != null && !leftAt.isBefore(now)) {
            return KefuStatus.OFFLINE;
        }
        Duty known = duties.getOrDefault(kefu, new Duty(KefuStatus.ONLINE, Instant.EPOCH, service, Instant.EPOCH));
        count(kefu, known.leaseEnd(), now);
        KefuStatus status = chosen == null ? known.chosen() : chosen;
        duties.put(kefu, new Duty(status, now.plus(lease), known.service(), known.lastAssigned()));
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
    public synchronized KefuStatus come(UserId kefu, User.Service service, Instant now, Duration lease) {
        left.remove(kefu);
        Duty known = duties.get(kefu);
        boolean isOnDuty = known != null && known.leaseEnd().isAfter(now);
        KefuStatus status = beat(kefu, service, isOnDuty ? null : KefuStatus.ONLINE, now, lease);
        adjust(kefu, service);
        return status;
    }

    @Override
    public synchronized boolean renew(Collection<UserId> kefu, Instant now, Duration lease) {
        boolean isBack = false;
        for (UserId id : kefu) {
            Duty duty = duties.get(id);
            if (duty != null) {
                count(id, duty.leaseEnd(), now);
                isBack |= !duty.leaseEnd().isAfter(now);
                duties.put(id, new Duty(duty.chosen(), now.plus(lease), duty.service(), duty.lastAssigned()));
                connect(BEATS, List.of(id), now, lease);
            }
        }
        return isBack;
    }

    @Override
    public synchronized void adjust(UserId kefu, User.Service service) {
        duties.computeIfPresent(
                kefu, (id, duty) -> new Duty(duty.chosen(), duty.leaseEnd(), service, duty.lastAssigned()));
    }

    @Override
    public synchronized void leave(UserId kefu, Instant now) {
        Duty duty = duties.remove(kefu);
        if (duty != null) {
            count(kefu, duty.leaseEnd(), now);
            countedUntil.remove(kefu);
        }
        left.put(kefu, now);
        end(kefu, BEATS, now);
    }

    @Override
    public synchronized Map<UserId, KefuStatus> statuses(Collection<UserId> kefu, Instant now) {
        Map<UserId, KefuStatus> statuses = new HashMap<>();
        for (UserId id : kefu) {
            Duty duty = duties.get(id);
            statuses.put(id, duty == null ? KefuStatus.OFFLINE : duty.statusAt(now));
        }
        return statuses;
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
    public synchronized List<Change> settle(Instant now, Duration grace, int limit) {
        expire(now);
        List<Change> changes = new ArrayList<>();
        for (UserId user : List.copyOf(changed.keySet())) {
            Instant since = changed.getOrDefault(user, now);
            boolean isOnline = onlineSince.containsKey(user);
            if (changes.size() == limit || (!isOnline && since.isAfter(now.minus(grace)))) {
                continue;
            }
            changed.remove(user);
            if (isOnline ? told.add(user) : told.remove(user)) {
                changes.add(new Change(user, isOnline, since));
            }
        }
        return changes;
    }

    private void end(UserId user, String source, Instant now) {
        Map<String, Instant> ends = leases.getOrDefault(user, Map.of());
        if (ends.containsKey(source)) {
            ends.remove(source);
            goIfWithoutLease(user, now);
        }
    }

    private void expire(Instant now) {
        for (UserId user : List.copyOf(leases.keySet())) {
            Map<String, Instant> ends = leases.getOrDefault(user, Map.of());
            Instant last = ends.values().stream().max(Instant::compareTo).orElse(now);
            ends.values().removeIf(end -> !end.isAfter(now));
            goIfWithoutLease(user, last);
        }
    }

    private void goIfWithoutLease(UserId user, Instant since) {
        if (leases.getOrDefault(user, Map.of()).isEmpty()) {
            leases.remove(user);
            onlineSince.remove(user);
            changed.put(user, since);
            goneSince.put(user, since);
        }
    }
}
