package io.kefu.application.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.access.testing.CountingSecrets;
import io.kefu.application.file.SweepFiles.Rules;
import io.kefu.application.file.SweepFiles.Swept;
import io.kefu.application.file.port.FileRecords.Quota;
import io.kefu.application.file.testing.InMemoryFileContents;
import io.kefu.application.file.testing.InMemoryFileMentions;
import io.kefu.application.file.testing.InMemoryFileRecords;
import io.kefu.application.file.testing.StoredFiles;
import io.kefu.application.message.testing.InMemoryConversations;
import io.kefu.application.testing.TestClock;
import io.kefu.domain.file.FileId;
import io.kefu.domain.file.StoredFile;
import io.kefu.domain.user.UserId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SweepFilesTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final FileId ONE = new FileId("file_AA0001");
    private static final FileId TWO = new FileId("file_AA0002");
    private static final FileId LAST = new FileId("file___0003");

    private final TestClock clock = TestClock.atNoon();
    private final InMemoryFileContents contents = new InMemoryFileContents(clock);
    private final InMemoryFileRecords records = new InMemoryFileRecords();

    private SweepFiles sweep(@Nullable Duration retention) {
        return new SweepFiles(
                contents,
                records,
                new InMemoryFileMentions(new InMemoryConversations()),
                new CountingSecrets(),
                clock,
                new Rules(HOUR, retention));
    }

    private Swept sweepAll(@Nullable Duration retention) {
        return sweep(retention).sweep(0, FileId.GROUPS);
    }

    private void store(FileId id) throws IOException {
        contents.store(id, new ByteArrayInputStream(new byte[] {1}));
    }

    private void record(FileId id) {
        StoredFile file = StoredFiles.text(id, new UserId("a"), clock.instant());
        assertThat(records.add(file, new Quota(10, 10))).isTrue();
    }

    @Test
    void keepsFilesWithContentAndRecord() throws IOException {
        store(ONE);
        record(ONE);
        store(LAST);
        record(LAST);
        clock.advance(Duration.ofDays(10_000));
        assertThat(sweepAll(null).total()).isZero();
        assertThat(contents.open(LAST, 0, 1)).isPresent();
        assertThat(records.find(ONE)).isPresent();
    }

    @Test
    void removesOldOrphans() throws IOException {
        store(ONE);
        record(TWO);
        clock.advance(HOUR);
        assertThat(sweepAll(null).total()).isZero();
        clock.advance(Duration.ofSeconds(1));
        assertThat(sweepAll(null)).isEqualTo(new Swept(true, 1, 1, 0));
        assertThat(contents.open(ONE, 0, 0)).isEmpty();
        assertThat(records.find(TWO)).isEmpty();
    }

    @Test
    void removesFilesOlderThanTheRetention() throws IOException {
        store(ONE);
        record(ONE);
        clock.advance(Duration.ofDays(1).plusSeconds(1));
        store(TWO);
        record(TWO);
        assertThat(sweepAll(Duration.ofDays(1))).isEqualTo(new Swept(true, 0, 0, 1));
        assertThat(records.find(ONE)).isEmpty();
        assertThat(contents.open(ONE, 0, 0)).isEmpty();
        assertThat(records.find(TWO)).isPresent();
    }

    @Test
    void sweepsOnlyTheGivenGroups() throws IOException {
        store(ONE);
        store(LAST);
        clock.advance(HOUR.plusSeconds(1));
        assertThat(sweep(null).sweep(1, FileId.GROUPS).withoutRecord()).isEqualTo(1);
        assertThat(contents.open(ONE, 0, 0)).isPresent();
        assertThat(sweep(null).sweep(0, 1).withoutRecord()).isEqualTo(1);
    }

    @Test
    void removesNothingIfTheStoreIdsDiffer() throws IOException {
        sweepAll(null);
        store(ONE);
        record(TWO);
        contents.setStoreId("another");
        clock.advance(Duration.ofDays(1));
        assertThat(sweepAll(HOUR).storeIdsMatch()).isFalse();
        assertThat(contents.open(ONE, 0, 0)).isPresent();
        assertThat(records.find(TWO)).isPresent();
    }

    @Test
    void keepsRecordsIfTheContentStoreHasNoId() {
        records.storeId(Optional.of("known"));
        record(ONE);
        clock.advance(Duration.ofDays(1));
        assertThat(sweepAll(null).storeIdsMatch()).isFalse();
        assertThat(records.find(ONE)).isPresent();
    }

    @Test
    void keepsContentsIfTheRecordsHaveNoStoreId() throws IOException {
        contents.setStoreId("known");
        store(ONE);
        clock.advance(Duration.ofDays(1));
        assertThat(sweepAll(null).storeIdsMatch()).isFalse();
        assertThat(contents.open(ONE, 0, 0)).isPresent();
    }
}
