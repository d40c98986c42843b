package io.kefu.bootstrap.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The folder that holds kefu's data. One process at a time may use it; only its owner can read the part of Redis. */
final class DataFolder implements AutoCloseable {

    static final String CONFIGURATION_FILE = "redis.conf";

    private static final Set<PosixFilePermission> OWNER_ONLY_FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OWNER_ONLY_FILE = PosixFilePermissions.fromString("rw-------");

    private final Path redis;
    private final FileChannel lock;

    private DataFolder(Path redis, FileChannel lock) {
        this.redis = redis;
        this.lock = lock;
    }

    /**
     * Creates the folder if it is missing, and locks it for this process. The operating system releases the lock when the process
     * ends in any way.
     *
     * @throws EmbeddedRedisException if the folder can't be used, or another process uses it
     */
    static DataFolder open(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        try {
            Path folder = Files.createDirectories(absolute).toRealPath();
            Path redis = Files.createDirectories(folder.resolve("redis")).toRealPath();
            Files.setPosixFilePermissions(redis, OWNER_ONLY_FOLDER);
            return new DataFolder(redis, lock(folder));
        } catch (IOException failure) {
            throw new EmbeddedRedisException(
                    "KEFU_DATA_DIR: the data folder " + absolute + " can't be used: " + reason(failure), failure);
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        Path file = folder.resolve("kefu.lock");
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (!tryLock(channel)) {
            channel.close();
            throw new EmbeddedRedisException("KEFU_DATA_DIR: the data folder " + folder
                    + " is in use by another kefu (process "
                    + Files.readString(file).strip()
                    + "): stop that one, or choose another folder");
        }
        channel.truncate(0);
        channel.write(StandardCharsets.US_ASCII.encode(ProcessHandle.current().pid() + "\n"));
        return channel;
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    /** The subfolder of Redis. */
    Path redis() {
        return redis;
    }

    Path log() {
        return redis.resolve("redis.log");
    }

    /** Writes the configuration file of Redis. It may contain a password, which a command line would show to every user. */
    void writeConfiguration(String text) throws IOException {
        Path file = redis.resolve(CONFIGURATION_FILE);
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY_FILE));
        Files.writeString(file, text);
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    // The message of these exceptions is often only the name of the file.
    private static String reason(IOException failure) {
        if (failure instanceof AccessDeniedException denied) {
            return "no permission to write " + denied.getFile();
        }
        if (failure instanceof FileAlreadyExistsException taken) {
            return taken.getFile() + " is not a folder";
        }
        if (failure instanceof NoSuchFileException missing) {
            return missing.getFile() + " can't be created";
        }
        return String.valueOf(failure.getMessage());
    }
}
