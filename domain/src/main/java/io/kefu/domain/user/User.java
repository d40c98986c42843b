package io.kefu.domain.user;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import java.time.Instant;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A person with an account: a customer, a kefu or an admin.
 *
 * @param createdAt when the user was created, to the millisecond
 * @param lastActive when the user was last active, accurate to about a minute
 * @param disabled whether the user is refused everywhere
 * @param service how many and which sessions a kefu or admin takes; without meaning for a customer
 */
public record User(
        UserId id,
        Role role,
        Profile profile,
        Instant createdAt,
        Instant lastActive,
        boolean disabled,
        Service service) {

    public static User created(UserId id, Role role, Profile profile, Service service, Instant now) {
        return new User(id, role, profile, now, now, false, service);
    }

    public String username() {
        return profile.username();
    }

    /**
     * The user after a change.
     *
     * @throws DomainException {@code INVALID_PARAMETER} for a value that is not allowed: a customer cannot become a kefu or
     *     admin or the other way round, and has neither {@code max_sessions} nor {@code skills}
     */
    public User changed(Change change) {
        Role changedRole = change.role() == null ? role : change.role();
        if (changedRole.isStaff() != role.isStaff()) {
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
                changedRole,
                change.profile().apply(profile),
                createdAt,
                lastActive,
                change.disabled() == null ? disabled : change.disabled(),
                service.with(change.maxSessions(), change.skills()));
    }

    /**
     * A change of a user, made from {@link #NONE} or {@link #of}. Null keeps the present value.
     *
     * @param profile returns the changed profile; without side effects, because a store may call it more than once
     */
    public record Change(
            UnaryOperator<Profile> profile,
            @Nullable Role role,
            @Nullable Integer maxSessions,
            @Nullable Set<String> skills,
            @Nullable Boolean disabled) {
        public static final Change NONE = of(UnaryOperator.identity());

        public static Change of(UnaryOperator<Profile> profile) {
            return new Change(profile, null, null, null, null);
        }

        public Change withRole(@Nullable Role given) {
            return new Change(profile, given, maxSessions, skills, disabled);
        }

        public Change withMaxSessions(@Nullable Integer given) {
            return new Change(profile, role, given, skills, disabled);
        }

        public Change withSkills(@Nullable Set<String> given) {
            return new Change(profile, role, maxSessions, given, disabled);
        }

        public Change withDisabled(@Nullable Boolean given) {
            return new Change(profile, role, maxSessions, skills, given);
        }

        /** Whether the change contains a field that only an admin may change. */
        public boolean needsAdmin() {
            return role != null || maxSessions != null || skills != null || disabled != null;
        }

        /** Whether the change disables the user. */
        public boolean disables() {
            return Boolean.TRUE.equals(disabled);
        }
    }

    /**
     * How many and which sessions a kefu or admin takes.
     *
     * @param maxSessions the maximum number of open sessions, 0 to {@value #MAX_SESSIONS}
     * @param skills the session types that the kefu serves; empty means all
     */
    public record Service(int maxSessions, Set<String> skills) {
        public static final int MAX_SESSIONS = 1_000;
        public static final int MAX_SKILLS = 32;
        public static final int MAX_SKILL_LENGTH = 32;

        /** The default for a new kefu. */
        public static final Service DEFAULT = new Service(10, Set.of());

        private static final Service NONE = new Service(0, Set.of());

        /** The default for a new user of this role. An admin takes no sessions until {@code max_sessions} is set. */
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

        /** The service with the given values; null keeps the present value. */
        public Service with(@Nullable Integer givenMaxSessions, @Nullable Set<String> givenSkills) {
            return new Service(
                    givenMaxSessions == null ? maxSessions : givenMaxSessions,
                    givenSkills == null ? skills : givenSkills);
        }
    }
}
