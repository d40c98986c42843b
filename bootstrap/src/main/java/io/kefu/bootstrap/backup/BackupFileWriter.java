package io.kefu.bootstrap.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kefu.application.hash.Sha256;
import io.kefu.application.hash.Sha256Member;
import io.kefu.redis.backup.record.BackupRecord;
import io.kefu.redis.backup.record.BackupTotals;
import io.kefu.redis.backup.record.RecordLines;
import io.kefu.redis.backup.record.RecordSink;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a backup as gzip of one JSON line per record, with their SHA-256 at the end. The file has another name until it
 * is complete and on the disk. Only its owner may read it, because it contains everything that customers wrote.
 */
public final class BackupFileWriter {
    /** The last bytes of the file. */
    static final Sha256Member SEAL = new Sha256Member("[\"sha256\",\"", "\",0]\n");

    private static final int BUFFER = 1 << 16;
    private static final String UNFINISHED = ".unfinished";

    private BackupFileWriter() {}

    /**
     * Writes a file. An existing file is replaced at the end. If this fails, the file does not exist or is the former one.
     *
     * @param backup writes all records except the last one
     * @param progress is called after each record
     * @throws UncheckedIOException if the file cannot be written
     */
    public static BackupTotals write(Path file, Consumer<RecordSink> backup, Consumer<BackupTotals> progress) {
        Path unfinished = file.resolveSibling(file.getFileName() + UNFINISHED);
        try {
            try (FileChannel channel = create(unfinished)) {
                BackupTotals totals = writeAll(Channels.newOutputStream(channel), backup, progress);
                channel.force(true);
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                forceFolder(file);
                return totals;
            } catch (RuntimeException | IOException failure) {
                Files.deleteIfExists(unfinished);
                throw failure;
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static FileChannel create(Path unfinished) throws IOException {
        Files.deleteIfExists(unfinished);
        return FileChannel.open(
                unfinished,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    private static BackupTotals writeAll(
            OutputStream file, Consumer<RecordSink> backup, Consumer<BackupTotals> progress) throws IOException {
        DigestOutputStream digest = new DigestOutputStream(new BufferedOutputStream(file, BUFFER), Sha256.digest());
        GZIPOutputStream gzip = new GZIPOutputStream(digest, BUFFER);
        BufferedOutputStream lines = new BufferedOutputStream(gzip, BUFFER);
        BackupTotals totals = new BackupTotals();
        backup.accept(record -> {
            totals.add(record);
            writeLine(record, lines);
            progress.accept(totals);
        });
        writeLine(totals.end(), lines);
        lines.flush();
        gzip.finish();
        byte[] sha256 = digest.getMessageDigest().digest();
        digest.on(false);
        digest.write(SEAL.write(sha256));
        digest.flush();
        return totals;
    }

    private static void writeLine(BackupRecord record, OutputStream lines) {
        try {
            lines.write(RecordLines.write(record).getBytes(UTF_8));
            lines.write('\n');
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Makes the new name of the file durable. */
    private static void forceFolder(Path file) throws IOException {
        @Nullable Path parent = file.toAbsolutePath().getParent();
        try (FileChannel folder = FileChannel.open(Objects.requireNonNull(parent))) {
            folder.force(true);
        }
    }
}
