package io.kefu.application.user.port;

import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stores users and their password hashes. Each call blocks for one round trip unless stated otherwise. A store that does
 * not answer in time throws a {@code DomainException} of code {@code SERVICE_UNAVAILABLE}.
 */
public interface UserStore {
    /**
     * How long the id of a deleted user cannot be used again. This is longer than any call takes that was running at the
     * deletion. Such a call therefore never writes data of the old user to a new user, and the rest of the erasure never
     * removes data of a new user.
     */
    Duration REST = Duration.ofMinutes(1);

    /**
     * Adds a user with all its indexes, or nothing. If two calls at the same time have the same id, or two ids of staff
     * that differ only by case, only one of them adds its user.
     *
     * @param passwordHash empty for a user without a password
     * @return false if the id is taken, was deleted less than {@link #REST} ago, or {@linkplain #isReserved is reserved}
     */
    boolean create(User user, Optional<String> passwordHash);

    /** Adds a user without a password. */
    default boolean create(User user) {
        return create(user, Optional.empty());
    }

    /**
     * Whether the id equals, ignoring case, the id of a kefu or admin or a reserved word. No other user can be created
     * with such an id. A customer who was created with the id before the kefu or admin keeps it.
     */
    boolean isReserved(UserId id);

    /** The user of this id. */
    Optional<User> find(UserId id);

    /** The users of these ids; ids of users who do not exist are left out. */
    Map<UserId, User> findAll(Collection<UserId> ids);

    /** A user with its password hash. */
    Optional<Credentials> credentials(UserId id);

    /**
     * Changes an existing user by compare-and-set: two changes at the same time take effect one after the other, and
     * neither loses a field of the other. Two round trips, and two more for each change that came between.
     *
     * @param passwordHash empty to keep the present password
     * @return the changed user; empty if the user does not exist
     * @throws io.kefu.domain.error.DomainException {@code INVALID_PARAMETER} if the change is not allowed for the user
     */
    Optional<User> update(UserId id, User.Change change, Optional<String> passwordHash);

    /** Changes an existing user and keeps the password. */
    default Optional<User> update(UserId id, User.Change change) {
        return update(id, change, Optional.empty());
    }

    /**
     * Records the time of a user's activity. A time before the recorded one is ignored; one within a minute after the last
     * time that this node recorded may be ignored. Does not block. A failure of the store is ignored.
     */
    void touch(UserId id, Instant at);

    /** Adds a customer to the anonymous customers, who are erased after a long inactivity. */
    void addAnonymous(User user);

    /** Removes a customer from the anonymous customers, because the site's token proved the identity. */
    void removeAnonymous(UserId id);

    /** Anonymous customers whose last activity was before a time, those with the oldest activity first. */
    List<UserId> inactiveAnonymous(Instant before, int limit);

    /**
     * Deletes a user with all its indexes and known addresses. The id cannot be used again for {@link #REST}. Has no effect
     * on a user who does not exist.
     */
    void delete(UserId id);

    /** Counts the customers who were active since a time, and the customers who were created since then. */
    CustomerCounts countCustomers(Instant since);

    /**
     * Users by creation, newest first, with the exact total. Two round trips, whatever the number of users.
     *
     * @param role null for all roles
     */
    Page<User> page(@Nullable Role role, PageRequest page);

    /** Numbers of customers. */
    record CustomerCounts(long active, long created) {}

    /**
     * A user and its password hash.
     *
     * @param passwordHash empty for a user without a password
     */
    record Credentials(User user, Optional<String> passwordHash) {}
}
