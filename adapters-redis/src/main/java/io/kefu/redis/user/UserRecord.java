package io.kefu.redis.user;

import static io.kefu.redis.Fields.required;
import static io.kefu.redis.Fields.time;

import io.kefu.domain.user.Metadata;
import io.kefu.domain.user.Profile;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.User;
import io.kefu.domain.user.User.Service;
import io.kefu.domain.user.UserId;
import io.kefu.redis.document.JsonDocument;
import io.lettuce.core.KeyValue;
import io.lettuce.core.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A user's hash: the role and the creation time, by which the indexes are kept, the password hash, and one JSON document
 * with everything else. Names have one letter and default values are left out, since there may be millions of customers.
 * The last activity is stored in the index by activity alone.
 *
 * @param version rises with each change of the hash
 */
record UserRecord(User user, long version, Optional<String> passwordHash) {
    static final String VERSION = "v";
    private static final String ROLE = "r";
    private static final String CREATED = "c";
    private static final String DOCUMENT = "d";
    private static final String PASSWORD_HASH = "p";

    static String[] fields() {
        return new String[] {ROLE, CREATED, VERSION, DOCUMENT};
    }

    static String[] fieldsAndPasswordHash() {
        return new String[] {ROLE, CREATED, VERSION, DOCUMENT, PASSWORD_HASH};
    }

    /** The fields that a new or changed user is stored in: names and values in turn. An absent password hash is left out. */
    static List<String> write(User user, long version, Optional<String> passwordHash) {
        List<String> pairs = new ArrayList<>(List.of(
                ROLE,
                letter(user.role()),
                CREATED,
                Long.toString(user.createdAt().toEpochMilli()),
                VERSION,
                Long.toString(version),
                DOCUMENT,
                document(user).json()));
        passwordHash.ifPresent(hash -> pairs.addAll(List.of(PASSWORD_HASH, hash)));
        return pairs;
    }

    /**
     * Reads a user.
     *
     * @param lastActive the entry in the index by activity, in milliseconds
     * @return empty if the hash does not exist
     */
    static Optional<UserRecord> read(UserId id, List<KeyValue<String, String>> fields, @Nullable Double lastActive) {
        Map<String, String> values = new HashMap<>();
        fields.stream().filter(Value::hasValue).forEach(field -> values.put(field.getKey(), field.getValue()));
        if (values.isEmpty()) {
            return Optional.empty();
        }
        JsonDocument document = JsonDocument.parse(required(values, DOCUMENT));
        Instant createdAt = time(required(values, CREATED));
        User user = new User(
                id,
                role(required(values, ROLE)),
                profile(document),
                createdAt,
                lastActive == null ? createdAt : Instant.ofEpochMilli(lastActive.longValue()),
                document.flag("disabled"),
                Service.DEFAULT.with(
                        document.number("max_sessions").map(Math::toIntExact).orElse(null),
                        Set.copyOf(document.texts("skills"))));
        return Optional.of(new UserRecord(
                user, Long.parseLong(required(values, VERSION)), Optional.ofNullable(values.get(PASSWORD_HASH))));
    }

    private static JsonDocument document(User user) {
        Profile profile = user.profile();
        Service service = user.service();
        return new JsonDocument()
                .with("username", profile.username())
                .with("email", profile.email())
                .with(
                        "metadata",
                        profile.metadata() == null ? null : profile.metadata().json())
                .with("disabled", user.disabled() ? true : null)
                .with(
                        "max_sessions",
                        service.maxSessions() == Service.DEFAULT.maxSessions() ? null : service.maxSessions())
                .with("skills", service.skills());
    }

    private static Profile profile(JsonDocument document) {
        @Nullable String metadata = document.text("metadata");
        return Profile.named(Objects.requireNonNull(document.text("username")))
                .withEmail(document.text("email"))
                .withMetadata(metadata == null ? null : new Metadata(metadata));
    }

    private static String letter(Role role) {
        return role.word().substring(0, 1);
    }

    /** The role with a letter. */
    public static Role role(String letter) {
        return Arrays.stream(Role.values())
                .filter(role -> letter(role).equals(letter))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Unknown role in a user's hash: " + letter));
    }
}
