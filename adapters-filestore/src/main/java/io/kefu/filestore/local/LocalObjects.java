package io.kefu.filestore.local;

import io.kefu.filestore.store.ObjectStore;
import io.kefu.filestore.store.StoreFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Stores objects as files in the folder of {@link LocalFileContents}. An object is written to a file in {@code incoming} first;
 * {@link LocalFileContents#sweep} removes files that a crash left there.
 */
public final class LocalObjects implements ObjectStore {
    private final Path folder;
    private final Path incoming;
    private final Disk disk;

    /**
     * Opens a store and creates missing folders.
     *
     * @param folder the folder of {@link LocalFileContents}
     * @throws IOException if a folder cannot be created
     */
    public LocalObjects(Path folder) throws IOException {
        this.folder = folder;
        this.incoming = Files.createDirectories(folder.resolve("incoming"));
        this.disk = new Disk(folder);
    }

    @Override
    public void put(String name, byte[] content) {
        Path upload = incoming.resolve(UUID.randomUUID().toString());
        try {
            disk.store(new ByteArrayInputStream(content), upload, folder.resolve(name));
        } catch (IOException e) {
            throw StoreFailure.of(e);
        }
    }

    @Override
    public Optional<byte[]> get(String name) {
        return Disk.found(() -> Files.readAllBytes(folder.resolve(name)));
    }

    @Override
    public void delete(String name) {
        Path file = folder.resolve(name);
        Disk.run(() -> {
            Files.deleteIfExists(file);
            deleteIfEmpty(Objects.requireNonNull(file.getParent()));
        });
    }

    /** The name of the folder belongs to the objects, so it is deleted with the last one. */
    private static void deleteIfEmpty(Path folder) throws IOException {
        try {
            Files.delete(folder);
        } catch (DirectoryNotEmptyException | NoSuchFileException e) {
            return; // Other objects are in the folder, or it was deleted in the meantime.
        }
    }
}
