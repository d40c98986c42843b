package io.kefu.domain.user;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.text.Texts;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who can log in.
 *
 * @param username the name that others see, 1 to {@value #MAX_USERNAME} characters without control characters
 * @param email at most {@value #MAX_EMAIL} characters with one {@code @} inside; null when unknown
 * @param metadata the site's own notes on the user; null for none
 * @param createdAt when the user was made, to the millisecond
 * @param lastActive when the user was last seen, to about a minute
 * @param disabled whether the user is kept out
 * @param service how a kefu or admin serves; without meaning for a customer
 */
public record User(
        UserId id,
        String username,
        @Nullable String email,
        Role role,
        @Nullable Metadata metadata,
        Instant createdAt,
        Instant lastActive,
        boolean disabled,
        Service service) {
    public static final int MAX_USERNAME = 64;
    public static final int MAX_EMAIL = 254;

    public User {
        Texts.requireNotBlank("username", username, MAX_USERNAME);
        if (username.chars().anyMatch(Character::isISOControl)) {
            throw DomainException.invalid("username", Reason.MALFORMED);
        }
        if (email != null) {
            checkEmail(email);
        }
    }

    /** The default name of a user: the id, cut to the maximum length of a name. */
    public static String nameFor(UserId id) {
        return id.value().substring(0, Math.min(id.value().length(), MAX_USERNAME));
    }

    /**
     * The user as a change leaves it.
     *
     * @throws DomainException {@code INVALID_PARAMETER} for a value that is not allowed: a customer never becomes a kefu or
     *     admin, nor the other way round, and has no limits
     */
    public User changed(Change change) {
        Role next = change.role() == null ? role : change.role();
        if (next.isStaff() != role.isStaff()) {
            throw DomainException.invalid("user_type", Reason.NOT_ALLOWED);
        }
        if (!role.isStaff() && change.maxSessions() != null) {
            throw DomainException.invalid("max_sessions", Reason.NOT_ALLOWED);
        }
        if (!role.isStaff() && change.skills() != null) {
            throw DomainException.invalid("skills", Reason.NOT_ALLOWED);
        }
        return new User(
                id,
                change.username() == null ? username : change.username(),
                change.email() == null ? email : change.email(),
                next,
                change.metadata() == null ? metadata : change.metadata(),
                createdAt,
                lastActive,
                change.disabled() == null ? disabled : change.disabled(),
                new Service(
                        change.maxSessions() == null ? service.maxSessions() : change.maxSessions(),
                        change.skills() == null ? service.skills() : change.skills()));
    }

    private static void checkEmail(String email) {
        Texts.require("email", email, 3, MAX_EMAIL);
        int at = email.indexOf('@');
        if (at < 1
                || at == email.length() - 1
                || at != email.lastIndexOf('@')
                || email.chars().anyMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c))) {
            throw DomainException.invalid("email", Reason.MALFORMED);
        }
    }

    /** What changes of a user; null for what stays. */
    public record Change(
            @Nullable String username,
            @Nullable String email,
            @Nullable Metadata metadata,
            @Nullable Role role,
            @Nullable Integer maxSessions,
            @Nullable Set<String> skills,
            @Nullable Boolean disabled) {
        /** Whether anything changes that only an admin may change. */
        public boolean isOfAdmin() {
            return role != null || maxSessions != null || skills != null || disabled != null;
        }
    }

    /**
     * How a kefu serves.
     *
     * @param maxSessions the most open sessions at a time, 0 to {@value #MAX_SESSIONS}
     * @param skills the session types that the kefu serves; empty means all
     */
    public record Service(int maxSessions, Set<String> skills) {
        public static final int MAX_SESSIONS = 1_000;
        public static final int MAX_SKILLS = 32;
        public static final int MAX_SKILL_LENGTH = 32;

        /** What a new kefu starts with. */
        public static final Service DEFAULT = new Service(10, Set.of());

        private static final Service NONE = new Service(0, Set.of());

        /** What a new user of this role starts with: an admin runs the house, and serves only when told to. */
        public static Service initial(Role role) {
            return role == Role.ADMIN ? NONE : DEFAULT;
        }

        public Service {
            if (maxSessions < 0 || maxSessions > MAX_SESSIONS) {
                throw DomainException.invalid("max_sessions", Reason.RANGE, 0, MAX_SESSIONS);
            }
            if (skills.size() > MAX_SKILLS) {
                throw DomainException.invalid("skills", Reason.LENGTH, 0, MAX_SKILLS);
            }
            if (!skills.stream().allMatch(s -> s.matches("[A-Za-z0-9_.-]{1," + MAX_SKILL_LENGTH + "}"))) {
                throw DomainException.invalid("skills", Reason.MALFORMED);
            }
            skills = Set.copyOf(skills);
        }
    }
}
