package io.kefu.bootstrap.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kefu.application.hash.Sha256;
import io.kefu.redis.backup.record.BackupRecord;
import io.kefu.redis.backup.record.BackupTotals;
import io.kefu.redis.backup.record.ContentRecords;
import io.kefu.redis.backup.record.DamagedBackupException;
import io.kefu.redis.backup.record.RecordKind;
import io.kefu.redis.backup.record.RecordSink;
import io.kefu.redis.format.DataFormat;
import io.kefu.redis.format.UnusableDataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupFileTest {
    private static final String CONVERSATION = "AbCdEfGhIjKlMnOp";

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("kefu.backup");
    }

    @Test
    void readsWhatWasWritten() {
        List<BackupRecord> records = records(DataFormat.CURRENT);
        BackupTotals written = write(records);
        List<BackupRecord> read = new ArrayList<>();
        BackupFileReader.read(file, (record, others) -> read.add(record));
        assertThat(read).isEqualTo(records);
        assertThat(BackupFileReader.verify(file, progress -> {}))
                .hasToString("1 conversations with 2 entries, 6 records")
                .hasToString(written.toString());
    }

    @Test
    void isAGzipFileOfLinesThatOnlyItsOwnerMayRead() throws IOException {
        write(records(DataFormat.CURRENT));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            assertThat(lines).hasSize(6 + 2);
            assertThat(lines.get(2)).isEqualTo("[\"log\",\"" + CONVERSATION + "\",0,\"1\",\"b\",\"你好 \\\"\\n😀\"]");
            assertThat(lines.getLast()).startsWith("[\"sha256\",");
        }
    }

    @Test
    void detectsEveryChangedBit() throws IOException {
        write(records(DataFormat.CURRENT));
        byte[] intact = Files.readAllBytes(file);
        for (int bit = 0; bit < intact.length * 8; bit++) {
            byte[] changed = intact.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertDamaged(changed);
        }
    }

    @Test
    void detectsEveryMissingEndAndAnyAddition() throws IOException {
        write(records(DataFormat.CURRENT));
        byte[] intact = Files.readAllBytes(file);
        for (int length = 0; length < intact.length; length++) {
            assertDamaged(Arrays.copyOf(intact, length));
        }
        assertDamaged(Arrays.copyOf(intact, intact.length + 1));
    }

    @Test
    void refusesAConversationWithoutItsEnd() {
        List<BackupRecord> records = records(DataFormat.CURRENT);
        records.removeIf(record -> record.kind() == RecordKind.STATE);
        assertThatThrownBy(() -> write(records))
                .isInstanceOf(DamagedBackupException.class)
                .hasMessageContaining(CONVERSATION);
    }

    @Test
    void givesTheRecordsOfAContentToTheConsumerThatAsksForThem() {
        byte[] bytes = {1, 2, 3};
        List<BackupRecord> records = records(DataFormat.CURRENT);
        records.add(ContentRecords.part("file", 0, bytes));
        records.add(ContentRecords.end("file", 3, Sha256.digest().digest(bytes)));
        BackupTotals written = write(records);
        assertThat(written).hasToString("1 conversations with 2 entries, 8 records, 1 contents of files with 3 bytes");
        assertThat(BackupFileReader.verify(file, progress -> {})).hasToString(written.toString());
        List<BackupRecord> read = new ArrayList<>();
        BackupFileReader.read(file, (record, others) -> {
            read.add(record);
            if (record.kind() == RecordKind.CONTENT) {
                assertThatCode(() -> read.add(others.next())).doesNotThrowAnyException();
            }
        });
        assertThat(read).isEqualTo(records);
    }

    @Test
    void refusesToWriteAContentThatIsCut() {
        List<BackupRecord> records = records(DataFormat.CURRENT);
        records.add(ContentRecords.part("file", 0, new byte[1]));
        assertThatThrownBy(() -> write(records))
                .isInstanceOf(DamagedBackupException.class)
                .hasMessage("the content of the file file is incomplete");
        assertThat(file).doesNotExist();
    }

    @Test
    void refusesABackupOfANewerVersion() {
        write(records(DataFormat.CURRENT + 1));
        assertThatThrownBy(() -> BackupFileReader.verify(file, progress -> {}))
                .isInstanceOf(UnusableDataException.class)
                .hasMessageContaining("format " + (DataFormat.CURRENT + 1));
    }

    @Test
    void leavesTheFormerFileIfTheBackupFails() throws IOException {
        write(records(DataFormat.CURRENT));
        byte[] former = Files.readAllBytes(file);
        assertThatThrownBy(() -> BackupFileWriter.write(
                        file,
                        sink -> {
                            sink.write(records(DataFormat.CURRENT).getFirst());
                            throw new UncheckedIOException(new IOException("no space left"));
                        },
                        progress -> {}))
                .hasRootCauseMessage("no space left");
        assertThat(file).hasBinaryContent(former);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    private void assertDamaged(byte[] content) throws IOException {
        Files.write(file, content);
        assertThatThrownBy(() -> BackupFileReader.verify(file, progress -> {}))
                .isInstanceOf(DamagedBackupException.class);
    }

    private BackupTotals write(List<BackupRecord> records) {
        Consumer<RecordSink> all = sink -> records.forEach(sink::write);
        return BackupFileWriter.write(file, all, progress -> {});
    }

    private static List<BackupRecord> records(int dataFormat) {
        return new ArrayList<>(List.of(
                BackupRecord.of(
                        RecordKind.HEADER,
                        "kefu",
                        List.of("format", "1", "data-format", Integer.toString(dataFormat), "last-loss", "0")),
                BackupRecord.of(RecordKind.CONVERSATION, CONVERSATION, List.of()),
                BackupRecord.of(RecordKind.LOG, CONVERSATION, List.of("1", "b", "你好 \"\n😀")),
                BackupRecord.of(RecordKind.LOG, CONVERSATION, List.of("2", "b", "")),
                BackupRecord.of(RecordKind.STATE, CONVERSATION, List.of("seq", "2")),
                new BackupRecord(RecordKind.HASH, "{users}:user:a", 1_800_000_000_000L, List.of("r", "c"))));
    }
}
