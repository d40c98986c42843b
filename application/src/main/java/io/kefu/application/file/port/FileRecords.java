package io.kefu.application.file.port;

import io.kefu.domain.file.FileId;
import io.kefu.domain.file.StoredFile;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Stores the records of files, and counts how much each user stores. Thread-safe. All methods block. They throw a {@code
 * DomainException} with code {@code SERVICE_UNAVAILABLE} if the store does not answer in time; a change may then have
 * happened or not.
 */
public interface FileRecords {

    /**
     * Adds a file unless its uploader would then exceed the quota. Adding a file again changes nothing.
     *
     * @return false if the quota would be exceeded; nothing was added then
     */
    boolean add(StoredFile file, Quota quota);

    /** The record with this id. */
    Optional<StoredFile> find(FileId id);

    /** Removes a record. Does nothing if it does not exist. */
    void remove(FileId id);

    /** How much a user stores. */
    Quota usedBy(UserId user);

    /** The files of a group (see {@link FileId#group()}), with the time of upload. */
    Map<FileId, Instant> inGroup(int group);

    /** All files that a user uploaded, in no particular order. The stream reads the records one by one, as it is consumed. */
    Stream<StoredFile> uploadedBy(UserId user);

    /**
     * The id of the content store that has the contents of these records.
     *
     * @param proposed the id to set if there is none yet; empty to only read
     * @return the current id; empty if there is none
     */
    Optional<String> storeId(Optional<String> proposed);

    /**
     * A number of files and their total size: what a user stores, or the most that a user may store.
     *
     * @param files the number of files
     * @param bytes their total size in bytes
     */
    record Quota(long files, long bytes) {}
}
