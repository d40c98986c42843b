package io.kefu.redis.backup.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kefu.application.file.port.FileRecords.Quota;
import io.kefu.application.file.testing.InMemoryFileContents;
import io.kefu.application.file.testing.InMemoryFileRecords;
import io.kefu.application.hash.Sha256;
import io.kefu.application.message.testing.Appends;
import io.kefu.domain.file.FileCategory;
import io.kefu.domain.file.FileId;
import io.kefu.domain.file.FileName;
import io.kefu.domain.file.MediaType;
import io.kefu.domain.file.StoredFile;
import io.kefu.domain.user.UserId;
import io.kefu.redis.backup.IncompleteDataException;
import io.kefu.redis.backup.record.BackupRecord;
import io.kefu.redis.backup.record.BackupTotals;
import io.kefu.redis.backup.record.ContentRecords;
import io.kefu.redis.backup.record.DamagedBackupException;
import io.kefu.redis.backup.record.RecordKind;
import io.kefu.redis.backup.record.RecordLines;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentRecordsTest {
    private static final FileId FIRST = new FileId("file_Ab0000000000000000000001");
    private static final FileId SECOND = new FileId("file_-_0000000000000000000002");

    private final InMemoryFileRecords records = new InMemoryFileRecords();
    private final InMemoryFileContents contents = new InMemoryFileContents(InstantSource.system());
    private final List<String> problems = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {1, ContentRecords.PART - 1, ContentRecords.PART, ContentRecords.PART + 1, 200_000})
    void restoresWhatWasRead(int length) throws IOException {
        add(FIRST, length);
        add(SECOND, 10);
        List<BackupRecord> backup = backup(record -> {});
        assertThat(backup)
                .allSatisfy(record -> assertThat(RecordLines.write(record)).hasSizeLessThan(66_000));
        assertThat(problems).isEmpty();
        assertThat(totals(backup))
                .hasToString("0 conversations with 0 entries, " + backup.size() + " records, 2 contents of files with "
                        + (length + 10) + " bytes");
        InMemoryFileContents target = restore(backup);
        assertThat(bytes(target, FIRST, length)).isEqualTo(random(length));
        assertThat(bytes(target, SECOND, 10)).isEqualTo(random(10));
    }

    @Test
    void reportsAMissingContentAndOneThatIsNotWhatWasUploaded() throws IOException {
        add(FIRST, 10);
        contents.delete(FIRST);
        add(SECOND, 100_000);
        contents.store(SECOND, new ByteArrayInputStream(random(99_999)));
        List<BackupRecord> backup = backup(record -> {});
        assertThat(problems)
                .containsExactlyInAnyOrder(
                        "the content of the file " + FIRST + " is missing",
                        "the content of the file " + SECOND + " is damaged");
        assertThat(backup.getLast().kind()).isEqualTo(RecordKind.CONTENT_DISCARDED);
        assertThat(totals(backup)).hasToString("0 conversations with 0 entries, 4 records");
        assertThat(restore(backup).inGroup(SECOND.group())).isEmpty();
    }

    @Test
    void leavesOutAFileThatIsRemovedMeanwhile() throws IOException {
        add(FIRST, 100_000);
        add(SECOND, 100_000);
        List<BackupRecord> backup = backup(record -> {
            FileId other = record.id().equals(FIRST.key()) ? SECOND : FIRST;
            records.remove(other);
            contents.delete(other);
        });
        assertThat(problems).isEmpty();
        assertThat(totals(backup)).asString().endsWith(", 1 contents of files with 100000 bytes");
    }

    @Test
    void refusesAStoreThatIsNotMounted() {
        records.storeId(Optional.of("id"));
        assertThatThrownBy(() -> backup(record -> {}))
                .isInstanceOf(IncompleteDataException.class)
                .hasMessageStartingWith("the store of the files has no store id");
    }

    @Test
    void noticesEveryMissingAndRepeatedAndMovedRecord() throws IOException {
        add(FIRST, 200_000);
        List<BackupRecord> intact = backup(record -> {});
        for (int i = 0; i < intact.size(); i++) {
            List<BackupRecord> cut = new ArrayList<>(intact);
            BackupRecord removed = cut.remove(i);
            assertDamaged(cut);
            List<BackupRecord> repeated = new ArrayList<>(intact);
            repeated.add(i, removed);
            assertDamaged(repeated);
            List<BackupRecord> interrupted = new ArrayList<>(intact);
            interrupted.add(i, BackupRecord.of(RecordKind.STRING, "key", List.of("text")));
            if (i > 0) {
                assertDamaged(interrupted);
            }
        }
    }

    private static void assertDamaged(List<BackupRecord> backup) {
        assertThatThrownBy(() -> totals(backup).end())
                .isInstanceOf(DamagedBackupException.class)
                .hasMessageContaining("the content of the file " + FIRST.key() + " is incomplete");
    }

    private void add(FileId id, int length) throws IOException {
        contents.store(id, new ByteArrayInputStream(random(length)));
        records.add(
                new StoredFile(
                        id,
                        FileName.of("a"),
                        length,
                        new MediaType("text/plain"),
                        FileCategory.FILE,
                        HexFormat.of().formatHex(Sha256.digest().digest(random(length))),
                        new UserId("uploader"),
                        Appends.NOON),
                new Quota(10, 10_000_000));
    }

    /**
     * Reads the contents.
     *
     * @param first is called at the first record
     */
    private List<BackupRecord> backup(Consumer<BackupRecord> first) {
        List<BackupRecord> backup = new ArrayList<>();
        new ContentReader(records, contents, problems::add).write(record -> {
            if (backup.isEmpty()) {
                first.accept(record);
            }
            backup.add(record);
        });
        return backup;
    }

    private static BackupTotals totals(List<BackupRecord> backup) {
        BackupTotals totals = new BackupTotals();
        backup.forEach(totals::add);
        return totals;
    }

    private static InMemoryFileContents restore(List<BackupRecord> backup) {
        InMemoryFileContents target = new InMemoryFileContents(InstantSource.system());
        ContentWriter writer = new ContentWriter(target);
        Iterator<BackupRecord> next = backup.iterator();
        while (next.hasNext()) {
            writer.write(next.next(), next::next);
        }
        return target;
    }

    private static byte[] bytes(InMemoryFileContents contents, FileId id, int length) throws IOException {
        return contents.open(id, 0, length).orElseThrow().readAllBytes();
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}
