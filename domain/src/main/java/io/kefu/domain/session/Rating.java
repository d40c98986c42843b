package io.kefu.domain.session;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.text.Texts;
import org.jspecify.annotations.Nullable;

/**
 * The rating of a session by its customer.
 *
 * @param score {@value #MIN_SCORE} (bad) to {@value #MAX_SCORE} (good)
 * @param comment 1 to {@value #MAX_COMMENT} characters; null for none
 */
public record Rating(int score, @Nullable String comment) {
    public static final int MIN_SCORE = 1;
    public static final int MAX_SCORE = 5;
    public static final int MAX_COMMENT = 1_000;

    public Rating {
        if (score < MIN_SCORE || score > MAX_SCORE) {
            throw DomainException.invalid("score", Reason.RANGE, MIN_SCORE, MAX_SCORE);
        }
        if (comment != null) {
            Texts.requireNotBlank("comment", comment, MAX_COMMENT);
        }
    }
}
