package io.kefu.rest.json;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads fields whose value is one of a few words. */
public final class Words {
    private Words() {}

    /** What the word stands for; a word that stands for nothing is refused. */
    public static <T> T read(String field, String word, Function<String, Optional<T>> reader) {
        return reader.apply(word).orElseThrow(() -> DomainException.invalid(field, Reason.NOT_ALLOWED));
    }

    /** The same for a field that may be absent. */
    public static <T> @Nullable T readIfGiven(
            String field, @Nullable String word, Function<String, Optional<T>> reader) {
        return word == null ? null : read(field, word, reader);
    }
}
