package io.kefu.domain.user;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.text.TextValue;
import java.util.Locale;
import java.util.Set;

/**
 * Identifies a user: 1 to {@value #MAX_LENGTH} characters of {@code A-Z a-z 0-9 _ . @ + | : = ~ -}. Not allowed are the
 * reserved words that paths and rooms use, and {@code .} and {@code ..}, which HTTP clients remove from paths. Ids are
 * case-sensitive.
 *
 * <p>No id contains white space, a control character, a slash, a comma or a brace. Stores and channels may separate ids by
 * these characters.
 *
 * @param value the id as the API spells it
 */
public record UserId(String value) implements TextValue, Comparable<UserId> {
    /** The same rule as a regular expression, for schemas. */
    public static final String PATTERN = "[A-Za-z0-9_.@+|:=~-]{1,128}";

    public static final int MAX_LENGTH = 128;

    /** The sender of the entries that the service itself writes. No user has this id. */
    public static final UserId SYSTEM = new UserId("system");

    private static final Set<String> RESERVED = Set.of("support", "system", "online", "general");

    public UserId {
        if (!value.equals("system")) {
            check("user_id", value);
        }
    }

    /** Parses the id in a field of a request; a refusal names that field. */
    public static UserId of(String field, String value) {
        check(field, value);
        return new UserId(value);
    }

    /** Whether the id differs from a reserved word only by case. Such an id is valid, but no user may be created with it. */
    public boolean resemblesReservedWord() {
        return RESERVED.contains(value.toLowerCase(Locale.ROOT));
    }

    @Override
    public int compareTo(UserId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    private static void check(String field, String value) {
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw DomainException.invalid(field, Reason.LENGTH, 1, MAX_LENGTH);
        }
        for (int i = 0; i < value.length(); i++) {
            if (!isAllowed(value.charAt(i))) {
                throw DomainException.invalid(field, Reason.MALFORMED);
            }
        }
        if (value.equals(".") || value.equals("..")) {
            throw DomainException.invalid(field, Reason.MALFORMED);
        }
        if (RESERVED.contains(value)) {
            throw DomainException.invalid(field, Reason.RESERVED);
        }
    }

    private static boolean isAllowed(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || "_.@+|:=~-".indexOf(c) >= 0;
    }
}
