package io.kefu.redis.session;

import io.kefu.application.session.port.Desk.Assignment;
import io.kefu.application.session.port.Desk.Waiting;
import io.kefu.domain.session.RoutingPolicy.Request;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.UserId;
import io.kefu.redis.DeskKeys;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An open session as the desk's scripts write it; {@link DeskKeys#SESSIONS} says how. */
record DeskPlace(
        SessionId session,
        UserId customer,
        String type,
        Instant createdAt,
        @Nullable UserId preferred,
        @Nullable UserId kefu,
        long number,
        @Nullable UserId passedOnBy) {

    static DeskPlace parse(String text) {
        String[] parts = text.split(" ", -1);
        return new DeskPlace(
                new SessionId(parts[0]),
                new UserId(parts[1]),
                parts[2],
                Instant.ofEpochMilli(Long.parseLong(parts[3])),
                user(parts[5]),
                user(parts[6]),
                Long.parseLong(parts[7]),
                parts.length > 8 ? user(parts[8]) : null);
    }

    /** The assignment, given the rank in the queue from 0; null for one who does not wait. */
    Assignment assignment(@Nullable Long rank) {
        int position = rank == null ? 0 : Math.toIntExact(rank + 1);
        return new Assignment(session, customer, kefu, type, createdAt, number, position);
    }

    Waiting waiting() {
        return new Waiting(session, new Request(type, preferred, passedOnBy));
    }

    private static @Nullable UserId user(String text) {
        return text.isEmpty() ? null : new UserId(text);
    }
}
