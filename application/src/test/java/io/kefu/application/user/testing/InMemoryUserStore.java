package io.kefu.application.user.testing;

import static java.time.temporal.ChronoUnit.MILLIS;

import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.application.user.port.UserStore;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Users in memory. The id of a deleted user cannot be used again until {@link #endRest}. */
public final class InMemoryUserStore implements UserStore {
    private static final Comparator<User> NEWEST_FIRST =
            Comparator.comparing(User::createdAt).thenComparing(User::id).reversed();

    private final Map<UserId, Credentials> users = new ConcurrentHashMap<>();
    private final Set<UserId> anonymous = ConcurrentHashMap.newKeySet();
    private final AtomicReference<Runnable> afterNextFind = new AtomicReference<>(() -> {});
    private final Set<UserId> resting = ConcurrentHashMap.newKeySet();

    @Override
    public synchronized boolean create(User user, Optional<String> passwordHash) {
        User kept = truncated(user, user.lastActive());
        return !resting.contains(user.id())
                && !isReserved(user.id())
                && users.putIfAbsent(user.id(), new Credentials(kept, passwordHash)) == null;
    }

    @Override
    public boolean isReserved(UserId id) {
        return id.resemblesReservedWord()
                || users.values().stream()
                        .map(Credentials::user)
                        .anyMatch(user ->
                                user.role().isStaff() && user.id().value().equalsIgnoreCase(id.value()));
    }

    @Override
    public Optional<User> find(UserId id) {
        Optional<User> found = credentials(id).map(Credentials::user);
        afterNextFind.getAndSet(() -> {}).run();
        return found;
    }

    /** Runs an event after the next lookup of a user, before the lookup returns. */
    public void afterNextFind(Runnable event) {
        afterNextFind.set(event);
    }

    @Override
    public Map<UserId, User> findAll(Collection<UserId> ids) {
        Map<UserId, User> found = new LinkedHashMap<>();
        ids.forEach(id -> find(id).ifPresent(user -> found.put(id, user)));
        return found;
    }

    @Override
    public Optional<Credentials> credentials(UserId id) {
        return Optional.ofNullable(users.get(id));
    }

    @Override
    public Optional<User> update(UserId id, User.Change change, Optional<String> passwordHash) {
        return Optional.ofNullable(users.computeIfPresent(
                        id,
                        (same, known) ->
                                new Credentials(known.user().changed(change), passwordHash.or(known::passwordHash))))
                .map(Credentials::user);
    }

    @Override
    public void touch(UserId id, Instant at) {
        users.computeIfPresent(id, (key, known) -> touched(known, at));
    }

    @Override
    public void addAnonymous(User user) {
        anonymous.add(user.id());
    }

    @Override
    public void removeAnonymous(UserId id) {
        anonymous.remove(id);
    }

    @Override
    public List<UserId> inactiveAnonymous(Instant before, int limit) {
        return findAll(anonymous).values().stream()
                .filter(user -> user.lastActive().isBefore(before))
                .sorted(Comparator.comparing(User::lastActive))
                .map(User::id)
                .limit(limit)
                .toList();
    }

    @Override
    public void delete(UserId id) {
        if (users.remove(id) != null) {
            resting.add(id);
        }
        anonymous.remove(id);
    }

    /** Lets the id be used again, as if {@link UserStore#REST} were over. */
    public void endRest(UserId id) {
        resting.remove(id);
    }

    @Override
    public CustomerCounts countCustomers(Instant since) {
        List<User> customers = users.values().stream()
                .map(Credentials::user)
                .filter(user -> user.role() == Role.CUSTOMER)
                .toList();
        return new CustomerCounts(
                customers.stream()
                        .filter(user -> !user.lastActive().isBefore(since))
                        .count(),
                customers.stream()
                        .filter(user -> !user.createdAt().isBefore(since))
                        .count());
    }

    @Override
    public Page<User> page(@Nullable Role role, PageRequest page) {
        List<User> all = users.values().stream()
                .map(Credentials::user)
                .filter(user -> role == null || user.role() == role)
                .sorted(NEWEST_FIRST)
                .toList();
        return new Page<>(all.stream().skip(page.offset()).limit(page.size()).toList(), all.size());
    }

    private static Credentials touched(Credentials known, Instant at) {
        User old = known.user();
        return at.isAfter(old.lastActive()) ? new Credentials(truncated(old, at), known.passwordHash()) : known;
    }

    private static User truncated(User user, Instant lastActive) {
        return new User(
                user.id(),
                user.role(),
                user.profile(),
                user.createdAt().truncatedTo(MILLIS),
                lastActive.truncatedTo(MILLIS),
                user.disabled(),
                user.service());
    }
}
