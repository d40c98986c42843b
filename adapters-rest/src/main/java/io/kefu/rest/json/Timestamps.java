package io.kefu.rest.json;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.Encoder;
import io.micronaut.serde.Serializer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/**
 * Writes all timestamps that clients read: ISO-8601 in UTC with exactly three digits after the second, so that sorting the
 * texts sorts the times. Digits below the millisecond are cut off. It is the serializer of the JSON mapper, for the answers of
 * the API and for the frames of sockets; {@link #text} is for other formats than JSON. Thread-safe.
 */
@Singleton
public final class Timestamps implements Serializer<Instant> {
    private static final DateTimeFormatter FORMAT =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

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
