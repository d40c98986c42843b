package io.kefu.filestore.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.READ;

import io.kefu.application.file.port.FileContents;
import io.kefu.domain.file.FileId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Stores contents as files in a folder, which several nodes may share over a network. A content is written to a file in {@code
 * incoming}, forced to the disk, and moved atomically to {@code contents/<group>/<key>}. The folder of the group is
 * forced to the disk too, so that the file name survives a power failure. The groups keep folders small: with ten million
 * files of many users, a folder has some thousands.
 */
public final class LocalFileContents implements FileContents {
    private final Path contents;
    private final Path incoming;
    private final Path storeId;
    private final Disk disk;

    /**
     * Opens a store and creates missing folders. Only the operating system user of the service gets access to them.
     *
     * @throws IOException if a folder cannot be created or written
     */
    public LocalFileContents(Path folder) throws IOException {
        this.contents = folder.resolve("contents");
        this.incoming = folder.resolve("incoming");
        this.storeId = folder.resolve("store-id");
        this.disk = new Disk(folder);
        Files.createDirectories(contents);
        Files.createDirectories(incoming);
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Override
    public void store(FileId id, InputStream content) throws IOException {
        disk.store(content, incoming.resolve(UUID.randomUUID().toString()), path(id));
    }

    @Override
    public boolean has(FileId id) {
        return Disk.found(() -> Files.readAttributes(path(id), BasicFileAttributes.class))
                .filter(BasicFileAttributes::isRegularFile)
                .isPresent();
    }

    @Override
    public Optional<InputStream> open(FileId id, long from, long length) {
        return Disk.found(() -> {
            SeekableByteChannel channel = Files.newByteChannel(path(id), READ);
            channel.position(from);
            return new BoundedInputStream(Channels.newInputStream(channel), length);
        });
    }

    @Override
    public void delete(FileId id) {
        Disk.run(() -> Files.deleteIfExists(path(id)));
    }

    @Override
    public Map<FileId, Instant> inGroup(int group) {
        Map<FileId, Instant> ids = new HashMap<>();
        lastModified(folder(group))
                .forEach((file, storedAt) ->
                        FileId.parse(FileId.PREFIX + file.getFileName()).ifPresent(id -> ids.put(id, storedAt)));
        return ids;
    }

    @Override
    public void sweep(Instant before) {
        lastModified(incoming).forEach((file, writtenAt) -> {
            if (writtenAt.isBefore(before)) {
                Disk.run(() -> Files.deleteIfExists(file));
            }
        });
    }

    /** The regular files of a folder, with the time of the last write; empty if the folder does not exist. */
    private static Map<Path, Instant> lastModified(Path folder) {
        return Disk.found(() -> {
                    Map<Path, Instant> times = new HashMap<>();
                    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                        for (Path file : files) {
                            // A file may be deleted while the folder is listed.
                            Disk.found(() -> Files.readAttributes(file, BasicFileAttributes.class))
                                    .filter(BasicFileAttributes::isRegularFile)
                                    .ifPresent(known -> times.put(
                                            file, known.lastModifiedTime().toInstant()));
                        }
                    }
                    return times;
                })
                .orElse(Map.of());
    }

    @Override
    public Optional<String> storeId() {
        return Disk.found(() -> Files.readString(storeId, UTF_8));
    }

    @Override
    public void setStoreId(String id) {
        Disk.run(() -> Files.writeString(storeId, id, UTF_8));
    }

    private Path folder(int group) {
        return contents.resolve(FileId.groupPrefix(group));
    }

    private Path path(FileId id) {
        return folder(id.group()).resolve(id.key());
    }
}
