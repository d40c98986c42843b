package io.kefu.rest;

import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.application.user.port.UserStore;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Users. A user of the id {@code broken} breaks it. */
final class StubUserStore implements UserStore {
    final Map<UserId, User> users = new LinkedHashMap<>();
    final Map<UserId, String> hashes = new HashMap<>();

    @Override
    public synchronized boolean create(User user, Optional<String> passwordHash) {
        if (users.putIfAbsent(user.id(), user) != null) {
            return false;
        }
        passwordHash.ifPresent(hash -> hashes.put(user.id(), hash));
        return true;
    }

    @Override
    public boolean isReserved(UserId id) {
        return false;
    }

    @Override
    public synchronized Optional<User> find(UserId id) {
        if (id.value().equals("broken")) {
            throw new IllegalStateException("a secret of redis://10.1.2.3");
        }
        return Optional.ofNullable(users.get(id));
    }

    @Override
    public synchronized Map<UserId, User> findAll(Collection<UserId> ids) {
        Map<UserId, User> found = new HashMap<>(users);
        found.keySet().retainAll(ids);
        return found;
    }

    @Override
    public synchronized Optional<Credentials> credentials(UserId id) {
        return Optional.ofNullable(users.get(id))
                .map(user -> new Credentials(user, Optional.ofNullable(hashes.get(id))));
    }

    @Override
    public synchronized Optional<User> update(UserId id, User.Change change, Optional<String> passwordHash) {
        passwordHash.ifPresent(hash -> hashes.put(id, hash));
        return Optional.ofNullable(users.computeIfPresent(id, (same, user) -> user.changed(change)));
    }

    @Override
    public void touch(UserId id, Instant at) {}

    @Override
    public void addAnonymous(User user) {}

    @Override
    public void removeAnonymous(UserId id) {}

    @Override
    public List<UserId> inactiveAnonymous(Instant before, int limit) {
        return List.of();
    }

    @Override
    public synchronized void delete(UserId id) {
        users.remove(id);
        hashes.remove(id);
    }

    @Override
    public CustomerCounts countCustomers(Instant since) {
        return new CustomerCounts(500, 50);
    }

    @Override
    public synchronized Page<User> page(@Nullable Role role, PageRequest page) {
        List<User> all = users.values().stream()
                .filter(user -> role == null || user.role() == role)
                .toList();
        return new Page<>(all.stream().skip(page.offset()).limit(page.size()).toList(), all.size());
    }
}
