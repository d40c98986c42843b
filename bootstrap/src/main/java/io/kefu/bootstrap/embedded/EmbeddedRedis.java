package io.kefu.bootstrap.embedded;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import redis.embedded.core.ExecutableProvider;

/**
 * A Redis server that runs as long as this JVM and stores its data in a data folder.
 *
 * <p>It listens on a free port of the loopback address, requires a password that is random at each start, and ends by itself
 * when the JVM is killed. One JVM at a time may use a data folder.
 */
public final class EmbeddedRedis implements AutoCloseable {

    private static final String BINARY_WANTED = "the embedded Redis runs on Linux and macOS (x86-64 or arm64) only:"
            + " set REDIS_URI to a Redis of your own";

    private final DataFolder folder;
    private final RedisProcess process;
    private final URI uri;

    private EmbeddedRedis(DataFolder folder, RedisProcess process, URI uri) {
        this.folder = folder;
        this.process = process;
        this.uri = uri;
    }

    /**
     * Starts Redis and returns once it answers. With much data in the folder this may take seconds.
     *
     * @throws EmbeddedRedisException if the folder can't be used, or Redis does not start
     */
    public static EmbeddedRedis start(Path dataFolder, AppendFsync appendFsync) {
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            throw new EmbeddedRedisException(BINARY_WANTED);
        }
        DataFolder folder = DataFolder.open(dataFolder);
        try {
            return start(folder, appendFsync);
        } catch (IOException failure) {
            folder.close();
            throw new EmbeddedRedisException(
                    "the embedded Redis could not be started: " + failure.getMessage(), failure);
        } catch (RuntimeException failure) {
            folder.close();
            throw failure;
        }
    }

    private static EmbeddedRedis start(DataFolder folder, AppendFsync appendFsync) throws IOException {
        new PreviousRedis(folder.redis()).awaitEnd();
        int port = freePort();
        String password = newPassword();
        folder.writeConfiguration(configuration(port, password, appendFsync));
        Path binary = unpackBinary(folder);
        RedisProcess process = RedisProcess.launch(folder, binary);
        process.awaitAnswer(new RedisPing(port, password));
        return new EmbeddedRedis(folder, process, URI.create("redis://:" + password + "@127.0.0.1:" + port));
    }

    /** The address of Redis, with the password. */
    public URI uri() {
        return uri;
    }

    /** Lets Redis write its remaining data, and returns when it has ended. Close all connections to it before. */
    @Override
    public void close() {
        process.close();
        folder.close();
    }

    private static String configuration(int port, String password, AppendFsync appendFsync) {
        return """
                bind 127.0.0.1
                port %d
                requirepass %s
                dir ./
                pidfile %s
                always-show-logo no
                save ""
                appendonly yes
                appendfsync %s
                """.formatted(port, password, PreviousRedis.PID_FILE, appendFsync.directive());
    }

    private static Path unpackBinary(DataFolder folder) throws IOException {
        try {
            return ExecutableProvider.newJarResourceProvider(folder.redis().toFile())
                    .get()
                    .toPath();
        } catch (RuntimeException | FileNotFoundException unknownPlatform) {
            throw new EmbeddedRedisException(BINARY_WANTED, unknownPlatform);
        }
    }

    // Another program can take the port before Redis does. Redis then refuses to start, and so does kefu.
    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    private static String newPassword() {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
