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
 * Writes every time that clients read: ISO-8601 in UTC with exactly three digits after the second, so that the order of
 * the texts is the order of the times. The JSON mapper uses it as its serializer, so it writes the answers of the API
 * and the frames of the sockets alike; {@link #text} is for other formats than JSON. Digits below the millisecond are
 * cut off. Thread-safe.
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
