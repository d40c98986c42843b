package io.kefu.filestore.local;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.kefu.filestore.store.StoreFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** Writes files so that they are complete and survive a power failure. Failures of the disk become a {@link StoreFailure}. */
final class Disk {
    private static final int BUFFER = 65_536;

    private final Path root;
    private final FolderChange force;

    /**
     * Writes files in a folder.
     *
     * @param root the folder, which exists
     */
    Disk(Path root) {
        this(root, Disk::forceFolder);
    }

    Disk(Path root, FolderChange force) {
        this.root = root;
        this.force = force;
    }

    /** Forces the names in a folder to the disk. */
    interface FolderChange {
        void run(Path folder) throws IOException;
    }

    /**
     * Writes a content to a temporary file, forces it to the disk, and moves it atomically to its place. The folders of that place
     * are created if they are missing. Exceptions of the content reach the caller unchanged.
     *
     * <p>All folders from that place up to the root are forced to the disk, also those that exist already, because another
     * writer may have created them a moment ago and not forced them yet.
     *
     * @param upload the temporary file, which must not exist; it is deleted if this method fails
     * @param target the place below the root
     */
    void store(InputStream content, Path upload, Path target) throws IOException {
        boolean isStored = false;
        try {
            write(content, upload);
            run(() -> move(upload, target));
            isStored = true;
        } finally {
            if (!isStored) {
                discard(upload);
            }
        }
    }

    private void move(Path upload, Path target) throws IOException {
        Path folder = parent(target);
        Files.createDirectories(folder);
        Files.move(upload, target, ATOMIC_MOVE);
        force.run(folder);
        while (!folder.equals(root)) {
            folder = parent(folder);
            force.run(folder);
        }
    }

    /** Deletes an upload that failed. If that is not possible now, the sweep deletes it later. */
    private static void discard(Path upload) {
        try {
            Files.deleteIfExists(upload);
        } catch (IOException e) {
            StoreFailure.log(e);
        }
    }

    private static void write(InputStream content, Path target) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (FileChannel channel = call(() -> FileChannel.open(target, CREATE_NEW, WRITE))) {
            OutputStream file = Channels.newOutputStream(channel);
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                int length = read;
                run(() -> file.write(buffer, 0, length));
            }
            run(() -> channel.force(true));
        }
    }

    private static Path parent(Path file) {
        return Objects.requireNonNull(file.getParent());
    }

    /** Does nothing on Windows, which cannot force a folder to the disk. */
    private static void forceFolder(Path folder) throws IOException {
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            try (FileChannel channel = FileChannel.open(folder, READ)) {
                channel.force(true);
            }
        }
    }

    interface Access<T> {
        T run() throws IOException;
    }

    interface Change {
        void run() throws IOException;
    }

    static void run(Change change) {
        call(() -> {
            change.run();
            return true;
        });
    }

    private static <T> T call(Access<T> access) {
        try {
            return access.run();
        } catch (IOException e) {
            throw StoreFailure.of(e);
        }
    }

    /** The result of an access; empty if the file does not exist. */
    static <T> Optional<T> found(Access<T> access) {
        try {
            return Optional.of(access.run());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw StoreFailure.of(e);
        }
    }
}
