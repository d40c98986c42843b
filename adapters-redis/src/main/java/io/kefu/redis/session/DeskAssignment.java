package io.kefu.redis.session;

import io.kefu.application.session.port.Desk.Assignment;
import io.kefu.application.session.port.Desk.Waiting;
import io.kefu.domain.session.RoutingPolicy.Request;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.UserId;
import io.kefu.redis.Fields;
import io.kefu.redis.script.Reply;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The assignment of an open session as {@code desk.lua} writes it: fields separated by spaces, in the same order. */
record DeskAssignment(
        SessionId session,
        UserId customer,
        String type,
        Instant createdAt,
        @Nullable UserId preferred,
        @Nullable UserId kefu,
        long number,
        @Nullable UserId passedOnBy) {

    static DeskAssignment parse(String text) {
        String[] fields = text.split(" ", -1);
        return new DeskAssignment(
                new SessionId(fields[0]),
                new UserId(fields[1]),
                fields[2],
                Fields.time(fields[3]),
                user(fields[5]),
                user(fields[6]),
                Long.parseLong(fields[7]),
                user(fields[8]));
    }

    /** Reads an assignment and its rank in the queue, as a script returns them. */
    static Assignment read(Reply reply) {
        return parse(reply.text(0)).assignment(reply.numberOrNull(1));
    }

    static List<Assignment> readAll(Reply reply) {
        return reply.lists().stream().map(DeskAssignment::read).toList();
    }

    /**
     * The assignment with its position in the queue.
     *
     * @param rank the rank in the queue from 0; null for an active session
     */
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
