package io.kefu.application.file.port;

import io.kefu.application.file.FileIds;
import io.kefu.domain.file.FileId;
import io.kefu.domain.file.StoredFile;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps what is known of files, and counts what each user stores. Blocks. A store that does not answer in time throws a
 * {@code DomainException} of code {@code SERVICE_UNAVAILABLE}: the change may then have happened or not.
 */
public interface FileRecords {

    /**
     * Adds a file, unless its uploader would then have more than this.
     *
     * @return false if it would be too much, and nothing was added
     */
    boolean add(StoredFile file, Quota quota);

    /** A file. */
    Optional<StoredFile> find(FileId id);

    /** Removes a file's record. Removing one that is not there is fine. */
    void remove(FileId id);

    /** What a user stores. */
    Quota usedBy(UserId user);

    /** The files of a group (see {@link FileId#group()}) and when each was uploaded. */
    Map<FileId, Instant> inGroup(int group);

    /** What a user has uploaded and is still there, in no order. Reads on as it is drawn from, file by file. */
    default Stream<StoredFile> uploadedBy(UserId user) {
        return inGroup(FileIds.groupOf(user)).keySet().stream()
                .flatMap(id -> find(id).stream())
                .filter(file -> file.uploader().equals(user));
    }

    /**
     * The text by which the store of these files' contents is known.
     *
     * @param proposed what it becomes if there is none yet; nothing to only read
     * @return what it is now; nothing if there is none
     */
    Optional<String> mark(Optional<String> proposed);

    /**
     * So much.
     *
     * @param files how many files
     * @param bytes how many bytes they have together
     */
    record Quota(long files, long bytes) {}
}
