package io.kefu.redis.backup.content;

import io.kefu.application.file.StoreIds;
import io.kefu.application.file.port.FileContents;
import io.kefu.application.file.port.FileRecords;
import io.kefu.application.hash.Sha256;
import io.kefu.domain.file.FileId;
import io.kefu.domain.file.StoredFile;
import io.kefu.redis.backup.IncompleteDataException;
import io.kefu.redis.backup.record.ContentRecords;
import io.kefu.redis.backup.record.RecordSink;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes the contents of all files as records, while nodes may run. It holds one part of a content in memory. A file that is
 * removed meanwhile is left out. A content that is missing or damaged is reported and left out.
 */
public final class ContentReader {
    private final FileRecords records;
    private final FileContents contents;
    private final Consumer<String> problems;

    /**
     * Makes a reader.
     *
     * @param problems takes a sentence about each content that is left out although its file exists
     */
    public ContentReader(FileRecords records, FileContents contents, Consumer<String> problems) {
        this.records = records;
        this.contents = contents;
        this.problems = problems;
    }

    /**
     * Writes all contents. Blocks.
     *
     * @throws IncompleteDataException if a content cannot be read, or the store is empty although it has had contents
     * @throws io.kefu.domain.error.DomainException if Redis or the store of the files does not answer
     */
    public void write(RecordSink sink) {
        if (StoreIds.isStoreMissing(contents, records)) {
            throw new IncompleteDataException(
                    "the store of the files has no store id: its disk is not mounted, or it is another folder or bucket");
        }
        for (int group = 0; group < FileId.GROUPS; group++) {
            records.inGroup(group).keySet().forEach(id -> records.find(id).ifPresent(file -> write(file, sink)));
        }
    }

    private void write(StoredFile file, RecordSink sink) {
        Optional<InputStream> content = contents.open(file.id(), 0, file.size());
        if (content.isEmpty()) {
            report(file, "is missing");
            return;
        }
        try (InputStream in = content.get()) {
            if (!copy(file, in, sink)) {
                report(file, "is damaged");
            }
        } catch (IOException failure) {
            // The store may also answer in this way if the content was deleted while it was read.
            if (exists(file)) {
                throw new IncompleteDataException(
                        "the content of the file " + file.id() + " can't be read: " + failure.getMessage());
            }
        }
    }

    /**
     * Writes the parts of a content and its end.
     *
     * @return whether the content is the one that was uploaded; if not, its parts are marked as discarded
     */
    private static boolean copy(StoredFile file, InputStream in, RecordSink sink) throws IOException {
        String key = file.id().key();
        MessageDigest digest = Sha256.digest();
        long parts = 0;
        boolean isIntact = false;
        try {
            for (byte[] part = read(in); part.length > 0; part = read(in)) {
                digest.update(part);
                sink.write(ContentRecords.part(key, parts++, part));
            }
            byte[] sha256 = digest.digest();
            isIntact = HexFormat.of().formatHex(sha256).equals(file.sha256());
            if (isIntact) {
                sink.write(ContentRecords.end(key, file.size(), sha256));
            }
        } finally {
            if (parts > 0 && !isIntact) {
                sink.write(ContentRecords.discarded(key));
            }
        }
        return isIntact;
    }

    /** The next part; no bytes at the end of the content, also if that comes too early. */
    private static byte[] read(InputStream in) throws IOException {
        try {
            return in.readNBytes(ContentRecords.PART);
        } catch (EOFException tooShort) {
            return new byte[0];
        }
    }

    private void report(StoredFile file, String problem) {
        if (exists(file)) {
            problems.accept("the content of the file " + file.id() + " " + problem);
        }
    }

    private boolean exists(StoredFile file) {
        return records.find(file.id()).isPresent();
    }
}
