package io.kefu.application.file.testing;

import io.kefu.application.file.port.FileContents;
import io.kefu.domain.file.FileId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Contents in memory. It never has unfinished uploads. */
public final class InMemoryFileContents implements FileContents {
    private final Map<FileId, Content> contents = new ConcurrentHashMap<>();
    private final InstantSource clock;
    private volatile @Nullable String storeId;

    public InMemoryFileContents(InstantSource clock) {
        this.clock = clock;
    }

    private static final class Content {
        private final byte[] bytes;
        private final Instant storedAt;

        Content(byte[] bytes, Instant storedAt) {
            this.bytes = bytes;
            this.storedAt = storedAt;
        }
    }

    @Override
    public void store(FileId id, InputStream content) throws IOException {
        contents.put(id, new Content(content.readAllBytes(), clock.instant()));
    }

    @Override
    public boolean has(FileId id) {
        return contents.containsKey(id);
    }

    @Override
    public Optional<InputStream> open(FileId id, long from, long length) {
        return Optional.ofNullable(contents.get(id))
                .map(content -> new ByteArrayInputStream(content.bytes, (int) from, (int) length));
    }

    @Override
    public void delete(FileId id) {
        contents.remove(id);
    }

    @Override
    public Map<FileId, Instant> inGroup(int group) {
        return contents.entrySet().stream()
                .filter(entry -> entry.getKey().group() == group)
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().storedAt));
    }

    @Override
    public void sweep(Instant before) {}

    @Override
    public Optional<String> storeId() {
        return Optional.ofNullable(storeId);
    }

    @Override
    public void setStoreId(String id) {
        storeId = id;
    }
}
