package io.kefu.application.file.testing;

import io.kefu.application.file.port.FileRecords;
import io.kefu.domain.file.FileId;
import io.kefu.domain.file.StoredFile;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Records in memory. */
public final class InMemoryFileRecords implements FileRecords {
    private final Map<FileId, StoredFile> files = new HashMap<>();
    private @Nullable String storeId;

    @Override
    public synchronized boolean add(StoredFile file, Quota quota) {
        if (files.containsKey(file.id())) {
            return true;
        }
        Quota used = usedBy(file.uploader());
        if (used.files() + 1 > quota.files() || used.bytes() + file.size() > quota.bytes()) {
            return false;
        }
        files.put(file.id(), file);
        return true;
    }

    @Override
    public synchronized Optional<StoredFile> find(FileId id) {
        return Optional.ofNullable(files.get(id));
    }

    @Override
    public synchronized void remove(FileId id) {
        files.remove(id);
    }

    @Override
    public synchronized Quota usedBy(UserId user) {
        List<StoredFile> own = uploadedBy(user).toList();
        return new Quota(own.size(), own.stream().mapToLong(StoredFile::size).sum());
    }

    @Override
    public synchronized Map<FileId, Instant> inGroup(int group) {
        return files.values().stream()
                .filter(file -> file.id().group() == group)
                .collect(Collectors.toMap(StoredFile::id, StoredFile::uploadedAt));
    }

    @Override
    public synchronized Stream<StoredFile> uploadedBy(UserId user) {
        return files.values().stream().filter(file -> file.uploader().equals(user)).toList().stream();
    }

    @Override
    public synchronized Optional<String> storeId(Optional<String> proposed) {
        if (storeId == null) {
            storeId = proposed.orElse(null);
        }
        return Optional.ofNullable(storeId);
    }
}
