package io.kefu.bootstrap.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kefu.application.hash.Sha256;
import io.kefu.redis.backup.Restore;
import io.kefu.redis.backup.record.BackupRecord;
import io.kefu.redis.backup.record.BackupTotals;
import io.kefu.redis.backup.record.DamagedBackupException;
import io.kefu.redis.backup.record.RecordKind;
import io.kefu.redis.backup.record.RecordLines;
import io.kefu.redis.backup.record.RecordSource;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Checks and reads the file of a backup. */
public final class BackupFileReader {
    private static final int BUFFER = 1 << 16;

    private BackupFileReader() {}

    /**
     * Checks a whole file: that no bit has changed, that nothing is missing, and that this program can restore it.
     *
     * @param progress is called after each record
     * @throws DamagedBackupException if the file is damaged or incomplete
     * @throws io.kefu.redis.format.UnusableDataException if a newer version of kefu wrote it
     * @throws UncheckedIOException if the file cannot be read
     */
    public static BackupTotals verify(Path file, Consumer<BackupTotals> progress) {
        requireSealed(file);
        BackupTotals totals = new BackupTotals();
        return read(file, totals, (record, others) -> progress.accept(totals));
    }

    /**
     * Reads all records of a file that was verified, in order.
     *
     * @param each takes the next record, and may take those that follow it from the source
     */
    public static void read(Path file, BiConsumer<BackupRecord, RecordSource> each) {
        read(file, new BackupTotals(), each);
    }

    private static void requireSealed(Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            long size = channel.size() - BackupFileWriter.SEAL.size();
            if (size <= 0) {
                throw new DamagedBackupException("its end is missing");
            }
            InputStream in = Channels.newInputStream(channel);
            channel.position(size);
            byte[] expected = BackupFileWriter.SEAL
                    .read(in.readAllBytes())
                    .orElseThrow(() -> new DamagedBackupException("its end is missing"));
            channel.position(0);
            if (!Arrays.equals(expected, sha256(in, size))) {
                throw new DamagedBackupException("its SHA-256 is not the one at its end");
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static byte[] sha256(InputStream in, long size) throws IOException {
        MessageDigest digest = Sha256.digest();
        byte[] buffer = new byte[BUFFER];
        long left = size;
        while (left > 0) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new EOFException();
            }
            digest.update(buffer, 0, read);
            left -= read;
        }
        return digest.digest();
    }

    private static BackupTotals read(Path file, BackupTotals totals, BiConsumer<BackupRecord, RecordSource> each) {
        try (FileChannel channel = FileChannel.open(file);
                BufferedReader lines = new BufferedReader(
                        new InputStreamReader(new GZIPInputStream(Channels.newInputStream(channel), BUFFER), UTF_8))) {
            RecordSource records = () -> {
                BackupRecord record = next(lines);
                if (record.kind() != RecordKind.END) {
                    totals.add(record);
                }
                return record;
            };
            BackupRecord record = records.next();
            Restore.requireKnown(record);
            while (record.kind() != RecordKind.END) {
                each.accept(record, records);
                record = records.next();
            }
            totals.requireEnd(record);
            return totals;
        } catch (ZipException | EOFException damaged) {
            throw new DamagedBackupException("it is no gzip file");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static BackupRecord next(BufferedReader lines) throws IOException {
        @Nullable String line = lines.readLine();
        if (line == null) {
            throw new DamagedBackupException("its last record is missing");
        }
        return RecordLines.read(line);
    }
}
