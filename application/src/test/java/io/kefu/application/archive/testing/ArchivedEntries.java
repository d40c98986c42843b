package io.kefu.application.archive.testing;

import io.kefu.application.archive.port.ArchivedEntry;
import io.kefu.application.archive.port.Segment;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.message.ClientMessageId;
import io.kefu.domain.message.Message;
import io.kefu.domain.message.MessageStatus;
import io.kefu.domain.message.MessageType;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.Metadata;
import io.kefu.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

/** Entries for tests of the archive. */
public final class ArchivedEntries {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00.123Z");

    private ArchivedEntries() {}

    /** Entries for a segment, in which each value of a message occurs, and is absent if it may be. */
    public static List<ArchivedEntry> of(Segment segment) {
        return LongStream.rangeClosed(segment.first(), segment.last())
                .mapToObj(seq -> entry(segment.conversation(), seq))
                .toList();
    }

    /** The next version of a segment. */
    public static Segment next(Segment segment) {
        return new Segment(segment.conversation(), segment.first(), segment.last(), segment.version() + 1);
    }

    /** An entry that has all values for an even seq, and only the required ones for an odd seq. */
    private static ArchivedEntry entry(ConversationId conversation, long seq) {
        boolean isFull = seq % 2 == 0;
        MessageType[] types = MessageType.values();
        Message message = new Message(
                conversation,
                seq,
                BEGIN.plus(Duration.ofSeconds(seq)),
                new UserId("customer"),
                "李雷 \"L\"\n",
                isFull ? new UserId("kefu") : null,
                isFull ? SessionId.of(conversation, "AbCd-_12") : null,
                types[(int) (seq % types.length)],
                "text 你好 😀 \\ \" \u0001 \u2028 " + seq,
                isFull ? new Metadata("{\"a\":[1,{\"b\":\"\\n\"}]}") : null,
                isFull ? new ClientMessageId("client-" + seq) : null,
                MessageStatus.SENT);
        return new ArchivedEntry(seq % 5 == 0 ? message.recalled() : message, seq / 2);
    }
}
