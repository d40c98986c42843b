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
 * Keeps users and their password hashes. Blocks, a round trip per call unless said otherwise. A store that does not
 * answer in time throws a {@code DomainException} of code {@code SERVICE_UNAVAILABLE}.
 */
public interface UserStore {
    /**
     * For how long nobody gets the id of a user who was deleted. Longer than any call takes that the user's logins may have
     * had under way, so that none of it ends up with whoever is next, and no part of forgetting the one touches the other.
     */
    Duration REST = Duration.ofMinutes(1);

    /**
     * Adds a user with all its indexes, or nothing. If two calls at the same time have the same id, or two ids of staff
     * that differ only by case, only one of them adds its user.
     *
     * @param passwordHash null for a user without a password
     * @return false if the id is taken, rests, or {@linkplain #isReserved is reserved}
     */
    boolean create(User user, @Nullable String passwordHash);

    /**
     * Whether the id equals, ignoring case, the id of a kefu or admin or a reserved word. No other user can be created
     * with such an id. A customer who was created with the id before the kefu or admin keeps it.
     */
    boolean isReserved(UserId id);

    /** The user of this id. */
    Optional<User> find(UserId id);

    /** The users of these ids; those that do not exist are left out. */
    Map<UserId, User> findAll(Collection<UserId> ids);

    /** A user with the hash of its password, empty for a user without one. */
    Optional<Credentials> credentials(UserId id);

    /**
     * Changes an existing user, and nothing else of it: whoever changes another part at the same time does not undo it.
     *
     * @param change what is allowed for the user
     * @param passwordHash null to keep the one known
     * @return the user as it now is; nothing if there is no such user
     */
    Optional<User> update(UserId id, User.Change change, @Nullable String passwordHash);

    /**
     * Notes that a user was seen; an earlier time than the one known changes nothing, and one within a minute of the last
     * that this node noted may be passed over. Does not block, and nobody learns if the store did not take it.
     */
    void touch(UserId id, Instant at);

    /** Notes that nobody vouches for a customer who was just made, so that they may be forgotten when they fall silent. */
    void noteAnonymous(User user);

    /** Notes that somebody vouches for a customer. */
    void noteKnown(UserId id);

    /** Customers whom nobody vouches for and who were last seen before a time, the longest silent first. */
    List<UserId> silent(Instant before, int limit);

    /**
     * Forgets a user, all its indexes and the addresses that it came from; the id then rests. One that is not there is fine.
     */
    void delete(UserId id);

    /** How many customers were last seen since a time, and how many of them were made since then. One round trip. */
    Counted countCustomers(Instant since);

    /**
     * Users by creation, newest first, with the exact total. Two round trips; costs the same for any number of users.
     *
     * @param role null for all
     */
    Page<User> page(@Nullable Role role, PageRequest page);

    /** Numbers of customers. */
    record Counted(long active, long created) {}

    /** A user and the hash of its password. */
    record Credentials(User user, Optional<String> passwordHash) {}
}
