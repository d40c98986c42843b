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
 * Contents as files in a folder, which several nodes may share over a network. A content is written below {@code incoming},
 * forced to the disk, and moved in one step to {@code contents/<group>/<key>}: of ten million files spread over many users,
 * a folder holds some thousands. The group's folder is forced, too, so that the name survives a loss of power.
 */
public final class LocalFileContents implements FileContents {
    private static final int BUFFER = 65_536;

    private final Path contents;
    private final Path incoming;
    private final Path mark;

    /**
     * Opens a store, making its folders where they are missing; only the service's own user may enter.
     *
     * @throws IOException if the folder cannot be made or written
     */
    public LocalFileContents(Path folder) throws IOException {
        this.contents = folder.resolve("contents");
        this.incoming = folder.resolve("incoming");
        this.mark = folder.resolve("mark");
        Files.createDirectories(contents);
        Files.createDirectories(incoming);
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Override
    public void store(FileId id, InputStream content) throws IOException {
        Path unfinished = incoming.resolve(id.key());
        boolean isStored = false;
        try {
            write(content, unfinished);
            moveIntoPlace(unfinished, id);
            isStored = true;
        } finally {
            if (!isStored) {
                discard(unfinished);
            }
        }
    }

    private static void write(InputStream content, Path target) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (FileChannel channel = open(target)) {
            // What the content throws goes out as it is, what the disk throws does not.
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

    private void moveIntoPlace(Path unfinished, FileId id) {
        Path folder = folder(id.group());
        try {
            if (!Files.isDirectory(folder)) {
                makeFolder(folder);
            }
            Files.move(unfinished, place(id), ATOMIC_MOVE);
            forceFolder(folder);
        } catch (IOException e) {
            throw StoreFailure.of(e);
        }
    }

    private void makeFolder(Path folder) throws IOException {
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            return; // Another upload was faster.
        }
        forceFolder(contents);
    }

    /** Windows knows no such thing, and does without. */
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
            return Files.readAttributes(place(id), BasicFileAttributes.class).isRegularFile();
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw StoreFailure.of(e);
        }
    }

    @Override
    public Optional<InputStream> open(FileId id, long from, long length) {
        try {
            SeekableByteChannel channel = Files.newByteChannel(place(id), READ);
            channel.position(from);
            return Optional.of(new Part(Channels.newInputStream(channel), length));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw StoreFailure.of(e);
        }
    }

    /** What cannot be removed now, the sweep removes. */
    private static void discard(Path unfinished) {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException e) {
            var unused = StoreFailure.of(e);
        }
    }

    @Override
    public void delete(FileId id) {
        try {
            Files.deleteIfExists(place(id));
        } catch (IOException e) {
            throw StoreFailure.of(e);
        }
    }

    @Override
    public Map<FileId, Instant> inGroup(int group) {
        Map<FileId, Instant> found = new HashMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder(group))) {
            for (Path file : files) {
                Optional<FileId> id = FileId.named(FileId.PREFIX + file.getFileName());
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

    /** When something was last written to it; nothing for what has gone meanwhile. */
    private static Optional<Instant> lastModified(Path file) throws IOException {
        try {
            return Optional.of(Files.getLastModifiedTime(file).toInstant());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> mark() {
        try {
            return Optional.of(Files.readString(mark, UTF_8));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw StoreFailure.of(e);
        }
    }

    @Override
    public void mark(String text) {
        try {
            Files.writeString(mark, text, UTF_8);
        } catch (IOException e) {
            throw StoreFailure.of(e);
        }
    }

    private Path folder(int group) {
        return contents.resolve(FileId.groupPrefix(group));
    }

    private Path place(FileId id) {
        return folder(id.group()).resolve(id.key());
    }
}
