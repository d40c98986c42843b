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
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** Writes files so that they are complete and survive a power failure. Failures of the disk become a {@link StoreFailure}. */
final class Disk {
    private static final int BUFFER = 65_536;

    private Disk() {}

    /**
     * Writes a content to a temporary file, forces it to the disk, and moves it atomically to its place. The folder of that place
     * is created if it is missing, and is forced to the disk too. Exceptions of the content reach the caller unchanged.
     *
     * @param upload the temporary file, which must not exist; it remains if this method fails
     */
    static void store(InputStream content, Path upload, Path target) throws IOException {
        write(content, upload);
        run(() -> {
            Path folder = parent(target);
            createFolder(folder);
            Files.move(upload, target, ATOMIC_MOVE);
            forceFolder(folder);
        });
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

    private static void createFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path parent = parent(folder);
        createFolder(parent);
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            return; // Another upload has created it in the meantime.
        }
        forceFolder(parent);
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
