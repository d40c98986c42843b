package io.kefu.rest.json;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import io.micronaut.core.type.Argument;
import io.micronaut.serde.Encoder;
import io.micronaut.serde.Serializer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;

/**
 * Writes all timestamps that clients read: ISO-8601 in UTC with exactly three digits after the second, so that sorting the
 * texts sorts the times. Digits below the millisecond are cut off. It is the serializer of the JSON mapper, for the answers of
 * the API and for the frames of sockets; {@link #text} is for other formats than JSON. Thread-safe.
 */
@Singleton
public final class Timestamps implements Serializer<Instant> {
    private static final DateTimeFormatter FORMAT =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    /**
     * Reads a time of a request: ISO-8601 with any offset, between the years 2000 and 9999.
     *
     * @param field the field that a refusal names
     */
    public static Instant parse(String field, String text) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            if (time.getYear() >= 2000 && time.getYear() <= 9999) {
                return time.toInstant().truncatedTo(ChronoUnit.MILLIS);
            }
        } catch (DateTimeParseException malformed) {
            throw DomainException.invalid(field, Reason.MALFORMED);
        }
        throw DomainException.invalid(field, Reason.MALFORMED);
    }

    /** The text of a time, for example {@code 2024-01-01T12:00:00.000Z}. */
    public static String text(Instant time) {
        return FORMAT.format(time);
    }

    @Override
    public void serialize(Encoder encoder, EncoderContext context, Argument<? extends Instant> type, Instant value)
            throws IOException {
        encoder.encodeString(text(value));
    }
}
