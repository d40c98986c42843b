package io.kefu.rest.hours;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.Locale;

/** The days of the week as the API spells them: {@code mon} to {@code sun}. */
final class Days {
    private static final int LENGTH = 3;

    private Days() {}

    static String word(DayOfWeek day) {
        return day.name().substring(0, LENGTH).toLowerCase(Locale.ROOT);
    }

    static DayOfWeek of(String word) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> word(day).equals(word))
                .findFirst()
                .orElseThrow(() -> DomainException.invalid("weekly", Reason.NOT_ALLOWED));
    }
}
