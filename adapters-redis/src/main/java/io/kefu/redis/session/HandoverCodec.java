package io.kefu.redis.session;

import io.kefu.domain.session.Handover;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Handovers as a session keeps them: fields with unit separators between them, records with record separators. */
final class HandoverCodec {
    private static final String UNIT = "\u001f";
    private static final String RECORD = "\u001e";

    private HandoverCodec() {}

    static String text(Handover handover) {
        return String.join(
                UNIT,
                Long.toString(handover.at().toEpochMilli()),
                Objects.toString(handover.from(), ""),
                Objects.toString(handover.to(), ""),
                Objects.toString(handover.note(), ""));
    }

    static List<Handover> parse(@Nullable String text) {
        return text == null
                ? List.of()
                : Stream.of(text.split(RECORD, -1)).map(HandoverCodec::handover).toList();
    }

    private static Handover handover(String text) {
        String[] fields = text.split(UNIT, -1);
        return new Handover(
                user(fields[1]),
                user(fields[2]),
                fields[3].isEmpty() ? null : fields[3],
                Instant.ofEpochMilli(Long.parseLong(fields[0])));
    }

    private static @Nullable UserId user(String text) {
        return text.isEmpty() ? null : new UserId(text);
    }
}
