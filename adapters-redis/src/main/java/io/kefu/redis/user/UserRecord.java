package io.kefu.redis.user;

import io.kefu.domain.user.Metadata;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.User;
import io.kefu.domain.user.User.Service;
import io.kefu.domain.user.UserId;
import io.lettuce.core.KeyValue;
import io.lettuce.core.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A user's hash. Fields have one letter and those that say what would be assumed anyway are left out, since there may
 * be millions of customers. When the user was last seen is not in it but in the index by activity alone.
 */
final class UserRecord {
    static final String PASSWORD_HASH = "p";

    private static final String NAME = "n";
    private static final String EMAIL = "e";
    private static final String ROLE = "r";
    private static final String METADATA = "m";
    private static final String CREATED = "c";
    private static final String DISABLED = "d";
    private static final String MAX_SESSIONS = "x";
    private static final String SKILLS = "s";

    /** What a user is made of; the hash of its password is not among it. */
    private static final List<String> FIELDS =
            List.of(NAME, EMAIL, ROLE, METADATA, CREATED, DISABLED, MAX_SESSIONS, SKILLS);

    private UserRecord() {}

    /** The fields to read a user from. */
    static String[] fields() {
        return FIELDS.toArray(String[]::new);
    }

    /** The same, and the hash of the password. */
    static String[] fieldsAndPasswordHash() {
        List<String> fields = new ArrayList<>(FIELDS);
        fields.add(PASSWORD_HASH);
        return fields.toArray(String[]::new);
    }

    /** All fields and values of a new user, in turn; an empty value stands for no field. */
    static List<String> created(User user, @Nullable String passwordHash) {
        User.Change all = new User.Change(
                user.username(),
                user.email(),
                user.metadata(),
                user.role(),
                user.service().maxSessions(),
                user.service().skills(),
                user.disabled());
        List<String> pairs = changed(all, passwordHash);
        pairs.addAll(List.of(
                ROLE,
                letter(user.role()),
                CREATED,
                String.valueOf(user.createdAt().toEpochMilli())));
        return pairs;
    }

    /** The fields that change, but for the role, and their values, in turn; an empty value stands for no field. */
    static List<String> changed(User.Change change, @Nullable String passwordHash) {
        List<String> pairs = new ArrayList<>();
        add(pairs, NAME, change.username());
        add(pairs, EMAIL, change.email());
        add(
                pairs,
                METADATA,
                change.metadata() == null ? null : change.metadata().json());
        add(pairs, DISABLED, change.disabled() == null ? null : change.disabled() ? "1" : "");
        add(pairs, MAX_SESSIONS, change.maxSessions() == null ? null : text(change.maxSessions()));
        add(
                pairs,
                SKILLS,
                change.skills() == null
                        ? null
                        : change.skills().stream().sorted().collect(Collectors.joining(",")));
        add(pairs, PASSWORD_HASH, passwordHash);
        return pairs;
    }

    private static void add(List<String> pairs, String field, @Nullable String value) {
        if (value != null) {
            pairs.add(field);
            pairs.add(value);
        }
    }

    private static String text(int maxSessions) {
        return maxSessions == Service.DEFAULT.maxSessions() ? "" : String.valueOf(maxSessions);
    }

    static String letterOrEmpty(@Nullable Role role) {
        return role == null ? "" : letter(role);
    }

    /**
     * The user of these fields.
     *
     * @param lastActive milliseconds from the index by activity
     * @return nothing if the hash does not exist
     */
    static Optional<User> read(UserId id, List<KeyValue<String, String>> fields, @Nullable Double lastActive) {
        Map<String, String> values = values(fields);
        @Nullable String role = values.get(ROLE);
        if (role == null) {
            return Optional.empty();
        }
        Instant createdAt = Instant.ofEpochMilli(Long.parseLong(required(values, CREATED)));
        return Optional.of(new User(
                id,
                required(values, NAME),
                values.get(EMAIL),
                role(role),
                optional(values, METADATA).map(Metadata::new).orElse(null),
                createdAt,
                lastActive == null ? createdAt : Instant.ofEpochMilli(lastActive.longValue()),
                values.containsKey(DISABLED),
                service(values)));
    }

    private static Map<String, String> values(List<KeyValue<String, String>> fields) {
        return fields.stream().filter(Value::hasValue).collect(Collectors.toMap(KeyValue::getKey, Value::getValue));
    }

    private static String required(Map<String, String> values, String field) {
        return optional(values, field)
                .orElseThrow(() -> new IllegalStateException("A user's record lacks its field " + field));
    }

    private static Optional<String> optional(Map<String, String> values, String field) {
        return Optional.ofNullable(values.get(field));
    }

    private static Service service(Map<String, String> values) {
        return new Service(
                optional(values, MAX_SESSIONS).map(Integer::valueOf).orElse(Service.DEFAULT.maxSessions()),
                optional(values, SKILLS)
                        .map(skills -> Set.of(skills.split(",", -1)))
                        .orElse(Set.of()));
    }

    private static String letter(Role role) {
        return switch (role) {
            case CUSTOMER -> "c";
            case KEFU -> "k";
            case ADMIN -> "a";
        };
    }

    private static Role role(String letter) {
        return switch (letter) {
            case "c" -> Role.CUSTOMER;
            case "k" -> Role.KEFU;
            case "a" -> Role.ADMIN;
            default -> throw new IllegalStateException("No role is kept as " + letter);
        };
    }
}
