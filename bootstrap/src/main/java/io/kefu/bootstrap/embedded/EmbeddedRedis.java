package io.kefu.bootstrap.embedded;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Path;

/**
 * A Redis server that runs as long as this JVM and stores its data in a data folder.
 *
 * <p>Other users of the machine can't send it commands, see {@link RedisListener}. It ends by itself when the JVM is killed. One
 * JVM at a time may use a data folder.
 */
public final class EmbeddedRedis implements AutoCloseable {

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
    public static EmbeddedRedis start(Path dataFolder, RedisProgram program, AppendFsync appendFsync) {
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            throw new EmbeddedRedisException(
                    "the embedded Redis runs on Linux and macOS only: set REDIS_URI to a Redis of your own");
        }
        DataFolder folder = DataFolder.open(dataFolder);
        try {
            return start(folder, program, appendFsync);
        } catch (IOException failure) {
            folder.close();
            throw new EmbeddedRedisException(
                    "the embedded Redis could not be started: " + failure.getMessage(), failure);
        } catch (RuntimeException failure) {
            folder.close();
            throw failure;
        }
    }

    private static EmbeddedRedis start(DataFolder folder, RedisProgram program, AppendFsync appendFsync)
            throws IOException {
        new PreviousRedis(folder.redis()).awaitEnd();
        RedisListener listener = RedisListener.choose(folder.redis());
        folder.writeConfiguration(configuration(listener, appendFsync));
        RedisProcess process = RedisProcess.launch(folder, program.copyTo(folder.redis()));
        process.awaitAnswer(new RedisPing(listener));
        return new EmbeddedRedis(folder, process, listener.uri());
    }

    /** The address of Redis, with the password if there is one. */
    public URI uri() {
        return uri;
    }

    /** Lets Redis write its remaining data, and returns when it has ended. Close all connections to it before. */
    @Override
    public void close() {
        process.close();
        folder.close();
    }

    private static String configuration(RedisListener listener, AppendFsync appendFsync) {
        return listener.configuration() + """
                dir ./
                pidfile %s
                always-show-logo no
                save ""
                appendonly yes
                appendfsync %s
                """.formatted(PreviousRedis.PID_FILE, appendFsync.directive());
    }
}
