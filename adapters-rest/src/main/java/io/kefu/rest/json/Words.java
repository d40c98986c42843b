package io.kefu.rest.json;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads fields whose value is one of a fixed set of words. */
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
}
