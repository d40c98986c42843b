package io.kefu.application.message.testing;

import io.kefu.application.message.port.MessageLog.Cursors;
import io.kefu.application.message.port.MessageLog.Progress;
import io.kefu.application.message.port.MessageLog.Side;
import io.kefu.domain.message.Message;
import io.kefu.domain.message.MessageStatus;
import io.kefu.domain.message.MessageType;
import io.kefu.domain.user.UserId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The users and the cursors of both sides of an in-memory conversation. */
final class InMemorySides {
    private final Map<Side, Cursors> cursors = new EnumMap<>(Side.class);
    private @Nullable UserId first;
    private @Nullable UserId second;

    @Nullable
    UserId first() {
        return first;
    }

    @Nullable
    UserId second() {
        return second;
    }

    void first(@Nullable UserId user) {
        first = user;
    }

    void second(@Nullable UserId user) {
        second = user;
    }

    /** Sets the two users of a pair, in the order of their ids. */
    void pair(UserId one, UserId other) {
        first = one.compareTo(other) < 0 ? one : other;
        second = one.compareTo(other) < 0 ? other : one;
    }

    boolean isSecond(@Nullable UserId user) {
        return Objects.equals(user, second);
    }

    Optional<Side> of(UserId user) {
        if (user.equals(first)) {
            return Optional.of(Side.FIRST);
        }
        return user.equals(second) ? Optional.of(Side.SECOND) : Optional.empty();
    }

    Cursors cursors(Side side) {
        return cursors.getOrDefault(side, Cursors.NONE);
    }

    void setCursors(Side side, Cursors reached) {
        cursors.put(side, reached);
    }

    /** Lowers all cursors to the new end of the log. */
    void cut(long last) {
        cursors.replaceAll(
                (side, reached) -> new Cursors(Math.min(reached.delivered(), last), Math.min(reached.read(), last)));
    }

    Progress progress(Side side, Stream<Message> log) {
        Cursors reached = cursors(side);
        List<Message> above = log.filter(message -> message.seq() > reached.read() && sideOfWriter(message) != side)
                .toList();
        long unread = above.stream()
                .filter(message -> message.type() != MessageType.SYSTEM && message.status() != MessageStatus.RECALLED)
                .count();
        return new Progress(reached, above.size(), unread);
    }

    private Side sideOfWriter(Message message) {
        return message.from().equals(first) ? Side.FIRST : Side.SECOND;
    }

    /** The message with the status that follows from the cursors of the peer. */
    Message withStatus(Message message) {
        if (message.status() == MessageStatus.RECALLED || message.type() == MessageType.SYSTEM) {
            return message;
        }
        Cursors across = cursors(sideOfWriter(message).other());
        if (message.seq() <= across.read()) {
            return message.with(MessageStatus.READ);
        }
        return message.seq() <= across.delivered() ? message.with(MessageStatus.DELIVERED) : message;
    }
}
