package io.kefu.filestore.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kefu.application.archive.port.ArchivedEntry;
import io.kefu.application.archive.port.DamagedSegmentException;
import io.kefu.application.archive.port.Segment;
import io.kefu.application.archive.testing.ArchivedEntries;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.message.Message;
import io.kefu.domain.message.MessageStatus;
import io.kefu.domain.message.MessageType;
import io.kefu.domain.user.UserId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class SegmentCodecTest {
    private static final ConversationId CONVERSATION = new ConversationId("conv_Ab-_000000000001");
    private static final Segment SEGMENT = new Segment(CONVERSATION, 11, 30, 2);
    private static final byte[] BYTES = SegmentCodec.encode(SEGMENT, ArchivedEntries.of(SEGMENT));

    private static void assertDamaged(Segment segment, byte[] bytes) {
        assertThatExceptionOfType(DamagedSegmentException.class)
                .isThrownBy(() -> SegmentCodec.decode(segment, bytes))
                .withMessageContaining(segment.toString());
    }

    @Test
    void everyChangedBitIsDetected() {
        for (int bit = 0; bit < BYTES.length * 8; bit++) {
            byte[] changed = BYTES.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertDamaged(SEGMENT, changed);
        }
    }

    @Test
    void everyTruncationIsDetected() {
        for (int length = 0; length < BYTES.length; length++) {
            assertDamaged(SEGMENT, Arrays.copyOf(BYTES, length));
        }
        assertDamaged(SEGMENT, Arrays.copyOf(BYTES, BYTES.length + 1));
    }

    @Test
    void contentOfAnotherSegmentIsDetected() {
        assertDamaged(ArchivedEntries.next(SEGMENT), BYTES);
        assertDamaged(new Segment(CONVERSATION, 12, 31, 2), BYTES);
        assertDamaged(new Segment(new ConversationId("conv_Ab-_000000000002"), 11, 30, 2), BYTES);
    }

    @Test
    void missingEntryIsDetected() {
        List<ArchivedEntry> entries = ArchivedEntries.of(SEGMENT);
        assertDamaged(SEGMENT, SegmentCodec.encode(SEGMENT, entries.subList(0, 19)));
        assertDamaged(SEGMENT, SegmentCodec.encode(SEGMENT, entries.subList(1, 20)));
    }

    @Test
    void gzipShowsOneLineForEachEntry() throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(BYTES))) {
            String[] lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n");
            assertThat(lines).hasSize(22).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
            assertThat(lines[0])
                    .isEqualTo(
                            "{\"format\":1,\"conversation\":\"conv_Ab-_000000000001\",\"first\":11,\"last\":30,\"version\":2}");
            assertThat(lines[21]).startsWith("{\"sha256\":\"");
        }
    }

    /** Random letters are the content that gzip compresses least. */
    @Test
    void messageOf100LettersTakesLessThan110Bytes() {
        Random random = new Random(1);
        List<ArchivedEntry> entries = LongStream.rangeClosed(1, Segment.MAX_ENTRIES)
                .mapToObj(seq -> new ArchivedEntry(letters(random, seq), seq / 2))
                .toList();
        int size = SegmentCodec.encode(new Segment(CONVERSATION, 1, Segment.MAX_ENTRIES, 1), entries).length;
        System.out.printf(
                "A message of 100 random letters takes %d bytes in the archive%n", size / Segment.MAX_ENTRIES);
        assertThat(size / Segment.MAX_ENTRIES).isLessThan(110);
    }

    private static Message letters(Random random, long seq) {
        String content = random.ints(100, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        boolean isCustomers = seq % 2 == 0;
        return new Message(
                CONVERSATION,
                seq,
                Instant.ofEpochMilli(1_800_000_000_000L + seq * 7_321 + random.nextInt(5_000)),
                new UserId(isCustomers ? "customer" : "kefu"),
                isCustomers ? "Customer" : "Kefu",
                new UserId(isCustomers ? "kefu" : "customer"),
                null,
                MessageType.TEXT,
                content,
                null,
                null,
                MessageStatus.SENT);
    }
}
