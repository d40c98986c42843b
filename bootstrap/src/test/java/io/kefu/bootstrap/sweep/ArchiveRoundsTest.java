package io.kefu.bootstrap.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.access.testing.CountingSecrets;
import io.kefu.application.archive.ArchiveConversations;
import io.kefu.application.archive.ArchiveConversations.Rules;
import io.kefu.application.archive.DeleteUnusedSegments;
import io.kefu.application.archive.port.ArchivableLogs;
import io.kefu.application.archive.port.ArchivedEntry;
import io.kefu.application.archive.port.ConversationArchive;
import io.kefu.application.archive.port.Segment;
import io.kefu.application.archive.testing.ArchivedEntries;
import io.kefu.application.archive.testing.InMemoryConversationArchive;
import io.kefu.application.file.port.FileContents;
import io.kefu.application.file.testing.InMemoryFileContents;
import io.kefu.application.file.testing.InMemoryFileRecords;
import io.kefu.application.testing.TestClock;
import io.kefu.application.testing.TestTicker;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.error.DomainException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests the pauses and the metrics of the archive while memory is scarce. */
class ArchiveRoundsTest {
    private static final int CONVERSATIONS = 20;
    private static final int MOVABLE = 200;
    private static final int ALL_MOVABLE = CONVERSATIONS * MOVABLE;

    private final TestClock clock = TestClock.atNoon();
    private final TestTicker ticker = new TestTicker(-1);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final InMemoryFileContents contents = new InMemoryFileContents(clock);
    private final InMemoryFileRecords records = new InMemoryFileRecords();
    private final ScarceLogs logs = new ScarceLogs();

    @Test
    void allThatMayMoveMovesAndNothingIsDue() {
        ArchiveRounds rounds = rounds(new InMemoryConversationArchive(), contents);
        rounds.turn(() -> true);
        assertThat(logs.moved).hasSize(CONVERSATIONS);
        assertThat(value("due")).isZero();
        assertThat(value("failures")).isZero();
    }

    @Test
    void fullDiskIsTriedAgainAfterAMinuteWithFewSegments() {
        ArchiveRounds rounds = rounds(new FullArchive(), contents);
        rounds.turn(() -> true);
        assertThat(logs.walks).isEqualTo(1);
        assertThat(logs.reserved).hasSizeBetween(1, 4).isEqualTo(logs.discarded);
        assertThat(value("due")).isEqualTo(ALL_MOVABLE);
        assertThat(value("failures")).isEqualTo(CONVERSATIONS);

        ticker.advance(Duration.ofSeconds(59));
        rounds.turn(() -> true);
        assertThat(logs.walks).isEqualTo(1);
        ticker.advance(Duration.ofSeconds(1));
        rounds.turn(() -> true);
        assertThat(logs.walks).isEqualTo(2);
    }

    @Test
    void nothingIsDueOnANodeWithoutTheLease() {
        ArchiveRounds rounds = rounds(new FullArchive(), contents);
        rounds.turn(() -> true);
        rounds.standBy();
        assertThat(value("due")).isZero();
        assertThat(value("entries")).isZero();
    }

    @Test
    void storeThatCannotBeReachedIsAFailure() {
        FileContents unreachable = (FileContents) Proxy.newProxyInstance(
                FileContents.class.getClassLoader(),
                new Class<?>[] {FileContents.class},
                (proxy, method, arguments) -> {
                    throw DomainException.unavailable(Duration.ofSeconds(1));
                });
        rounds(new InMemoryConversationArchive(), unreachable).turn(() -> true);
        assertThat(value("due")).isEqualTo(ALL_MOVABLE);
        assertThat(value("failures")).isEqualTo(CONVERSATIONS);
    }

    @Test
    void entriesAreDueOnTheWrongDisk() {
        records.storeId(Optional.of("another store"));
        ArchiveRounds rounds = rounds(new InMemoryConversationArchive(), contents);
        rounds.turn(() -> true);
        assertThat(value("due")).isEqualTo(ALL_MOVABLE);
        assertThat(logs.reserved).isEmpty();

        records.storeId(Optional.empty());
        contents.setStoreId("another store");
        ticker.advance(Duration.ofMinutes(1));
        rounds.turn(() -> true);
        assertThat(value("due")).isZero();
    }

    private double value(String name) {
        return meters.get("kefu.archive." + name)
                .meter()
                .measure()
                .iterator()
                .next()
                .getValue();
    }

    private ArchiveRounds rounds(ConversationArchive archive, FileContents files) {
        Rules rules = new Rules(Duration.ZERO, 0.8);
        return new ArchiveRounds(
                new ArchiveConversations(
                        archive, logs, files, records, new CountingSecrets(), clock, Runnable::run, rules),
                new DeleteUnusedSegments(archive, logs, files, records, new CountingSecrets(), clock),
                rules,
                ticker,
                meters);
    }

    /** Refuses to store anything. */
    private static final class FullArchive implements ConversationArchive {
        @Override
        public long write(Segment segment, List<ArchivedEntry> entries) {
            throw DomainException.unavailable(Duration.ofSeconds(1));
        }

        @Override
        public Optional<List<ArchivedEntry>> read(Segment segment) {
            return Optional.empty();
        }

        @Override
        public void delete(Segment segment) {}
    }

    /** Logs of some conversations in a store whose memory is scarce until a segment of each has moved. */
    private static final class ScarceLogs implements ArchivableLogs {
        private final List<Segment> reserved = new ArrayList<>();
        private final List<Segment> discarded = new ArrayList<>();
        private final List<Segment> moved = new ArrayList<>();
        private int walks;

        @Override
        public double memoryUsed() {
            return moved.size() < CONVERSATIONS ? 0.9 : 0.1;
        }

        @Override
        public Walk walk() {
            walks++;
            return new Walk() {
                private boolean isFinished;

                @Override
                public List<LogState> next(int keys) {
                    isFinished = true;
                    return IntStream.range(0, CONVERSATIONS)
                            .mapToObj(ScarceLogs::log)
                            .toList();
                }

                @Override
                public boolean isFinished() {
                    return isFinished;
                }

                @Override
                public long size() {
                    return CONVERSATIONS;
                }
            };
        }

        private static LogState log(int number) {
            ConversationId id = new ConversationId("conv_" + "%016d".formatted(number));
            return new LogState(id, "0.0", 0, MOVABLE + 128, 0, OptionalLong.empty());
        }

        @Override
        public Optional<Instant> timeFrom(ConversationId conversation, long seq) {
            return Optional.of(Instant.EPOCH);
        }

        @Override
        public List<ArchivedEntry> read(LogState log, long last) {
            return ArchivedEntries.of(new Segment(log.conversation(), log.archivedUntil() + 1, last, 1));
        }

        @Override
        public Optional<Segment> reserve(LogState log, long last, Instant deleteFrom) {
            Segment segment = new Segment(log.conversation(), log.archivedUntil() + 1, last, 1);
            reserved.add(segment);
            return Optional.of(segment);
        }

        @Override
        public boolean move(LogState log, Segment segment, List<ArchivedEntry> entries) {
            return moved.add(segment);
        }

        @Override
        public void discard(Segment segment, Instant deleteFrom) {
            discarded.add(segment);
        }

        @Override
        public List<Segment> claimUnused(Instant now) {
            return List.of();
        }

        @Override
        public void deleted(Segment segment) {}
    }
}
