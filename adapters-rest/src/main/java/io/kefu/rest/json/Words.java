package io.kefu.rest.json;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads fields whose values are words. */
public final class Words {
    private Words() {}

    /** The value for a word; refuses an unknown word with {@code INVALID_PARAMETER}. */
    public static <T> T read(String field, String word, Function<String, Optional<T>> reader) {
        return reader.apply(word).orElseThrow(() -> DomainException.invalid(field, Reason.NOT_ALLOWED));
    }

    /** The value for a word; null if the field is absent. */
    public static <T> @Nullable T readIfGiven(
            String field, @Nullable String word, Function<String, Optional<T>> reader) {
        return word == null ? null : read(field, word, reader);
    }

    /** The words of a list as a set; null if the field is absent. */
    public static @Nullable Set<String> set(String field, @Nullable List<String> words) {
        return words == null ? null : Set.copyOf(list(field, words));
    }

    /** The words of a list; refuses JSON null in it with {@code INVALID_PARAMETER}. */
    public static List<String> list(String field, List<String> words) {
        if (words.stream().anyMatch(Objects::isNull)) {
            throw DomainException.invalid(field, Reason.WRONG_TYPE);
        }
        return words;
    }
}
