package io.kefu.filestore.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.kefu.application.file.port.FileContents;
import io.kefu.domain.file.FileId;
import io.kefu.filestore.store.StoreFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Stores contents as files in a folder, which several nodes may share over a network. A content is written to {@code
 * incoming/<key>}, forced to the disk, and moved atomically to {@code contents/<group>/<key>}. The folder of the group is
 * forced to the disk too, so that the file name survives a power failure. The groups keep folders small: with ten million
 * files of many users, a folder has some thousands.
 */
public final class LocalFileContents implements FileContents {
    private static final int BUFFER = 65_536;

    private final Path contents;
    private final Path incoming;
    private final Path storeId;

    /**
     * Opens a store and creates missing folders. Only the operating system user of the service gets access to them.
     *
     * @throws IOException if a folder cannot be created or written
     */
    public LocalFileContents(Path folder) throws IOException {
        this.contents = folder.resolve("contents");
        this.incoming = folder.resolve("incoming");
        this.storeId = folder.resolve("store-id");
        Files.createDirectories(contents);
        Files.createDirectories(incoming);
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Override
    public void store(FileId id, InputStream content) throws IOException {
        Path upload = incoming.resolve(id.key());
        boolean stored = false;
        try {
            write(content, upload);
            publish(upload, id);
            stored = true;
        } finally {
            if (!stored) {
                discard(upload);
            }
        }
    }

    private static void write(InputStream content, Path target) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (FileChannel channel = open(target)) {
            // Exceptions of the content reach the caller unchanged; exceptions of the disk become a StoreFailure.
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                write(channel, ByteBuffer.wrap(buffer, 0, read));
            }
            force(channel);
        }
    }

    private static FileChannel open(Path target) {
        try {
            return FileChannel.open(target, CREATE_NEW, WRITE);
        } catch (IOException e) {
            throw StoreFailure.of(e);
        }
    }

    private static void write(FileChannel channel, ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw StoreFailure.of(e);
        }
    }

    private static void force(FileChannel channel) {
        try {
            channel.force(true);
        } catch (IOException e) {
            throw StoreFailure.of(e);
        }
    }

    private void publish(Path upload, FileId id) {
        Path folder = folder(id.group());
        try {
            if (!Files.isDirectory(folder)) {
                createFolder(folder);
            }
            Files.move(upload, path(id), ATOMIC_MOVE);
            forceFolder(folder);
        } catch (IOException e) {
            throw StoreFailure.of(e);
        }
    }

    private void createFolder(Path folder) throws IOException {
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            return; // Another upload has created it in the meantime.
        }
        forceFolder(contents);
    }

    /** Does nothing on Windows, which cannot force a folder to the disk. */
    private static void forceFolder(Path folder) throws IOException {
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            try (FileChannel channel = FileChannel.open(folder, READ)) {
                channel.force(true);
            }
        }
    }

    @Override
    public boolean has(FileId id) {
        try {
            return Files.readAttributes(path(id), BasicFileAttributes.class).isRegularFile();
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw StoreFailure.of(e);
        }
    }

    @Override
    public Optional<InputStream> open(FileId id, long from, long length) {
        try {
            SeekableByteChannel channel = Files.newByteChannel(path(id), READ);
            channel.position(from);
            return Optional.of(new BoundedInputStream(Channels.newInputStream(channel), length));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw StoreFailure.of(e);
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

    @Override
    public void delete(FileId id) {
        try {
            Files.deleteIfExists(path(id));
        } catch (IOException e) {
            throw StoreFailure.of(e);
        }
    }

    @Override
    public Map<FileId, Instant> inGroup(int group) {
        Map<FileId, Instant> found = new HashMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder(group))) {
            for (Path file : files) {
                Optional<FileId> id = FileId.parse(FileId.PREFIX + file.getFileName());
                Optional<Instant> storedAt = id.isEmpty() ? Optional.empty() : lastModified(file);
                if (storedAt.isPresent()) {
                    found.put(id.get(), storedAt.get());
                }
            }
        } catch (NoSuchFileException e) {
            return Map.of();
        } catch (IOException e) {
            throw StoreFailure.of(e);
        }
        return found;
    }

    @Override
    public void sweep(Instant before) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(incoming)) {
            for (Path file : files) {
                Optional<Instant> lastModified = Files.isRegularFile(file) ? lastModified(file) : Optional.empty();
                if (lastModified.isPresent() && lastModified.get().isBefore(before)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw StoreFailure.of(e);
        }
    }

    /** When the file was last written; empty if the file no longer exists. */
    private static Optional<Instant> lastModified(Path file) throws IOException {
        try {
            return Optional.of(Files.getLastModifiedTime(file).toInstant());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> storeId() {
        try {
            return Optional.of(Files.readString(storeId, UTF_8));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw StoreFailure.of(e);
        }
    }

    @Override
    public void setStoreId(String id) {
        try {
            Files.writeString(storeId, id, UTF_8);
        } catch (IOException e) {
            throw StoreFailure.of(e);
        }
    }

    private Path folder(int group) {
        return contents.resolve(FileId.groupPrefix(group));
    }

    private Path path(FileId id) {
        return folder(id.group()).resolve(id.key());
    }
}
