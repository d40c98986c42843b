package io.kefu.filestore.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kefu.filestore.s3.S3Connection;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An S3 server in its own process on a free port, with the bucket {@value #BUCKET}. */
public final class S3Mock implements AutoCloseable {
    /** The name of the bucket. */
    public static final String BUCKET = "files";

    /** A class of the jar, which contains its own libraries, so that they do not conflict with those of the tests. */
    private static final String MAIN_CLASS = "org/springframework/boot/loader/launch/JarLauncher.class";

    private static final Pattern STARTED = Pattern.compile("Tomcat started on ports .*?(\\d+) \\(http\\)");

    private final Process process;
    private final int port;
    private final AtomicInteger prefixes = new AtomicInteger();

    private S3Mock(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts a server, and returns once it accepts connections. */
    public static S3Mock start() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        jar(),
                        "--server.port=0",
                        "--com.adobe.testing.s3mock.httpPort=0",
                        "--com.adobe.testing.s3mock.store.initialBuckets=" + BUCKET)
                .redirectErrorStream(true)
                .start();
        BufferedReader log = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        StringBuilder read = new StringBuilder();
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            Matcher started = STARTED.matcher(line);
            if (started.find()) {
                // A virtual thread that reads a pipe occupies a carrier until the process ends.
                Thread.ofPlatform().daemon().start(() -> log.lines().forEach(ignored -> {}));
                return new S3Mock(process, Integer.parseInt(started.group(1)));
            }
            read.append(line).append('\n');
        }
        throw new IllegalStateException("S3Mock did not start:\n" + read);
    }

    private static String jar() throws IOException {
        URL inside = Objects.requireNonNull(S3Mock.class.getClassLoader().getResource(MAIN_CLASS));
        return ((JarURLConnection) inside.openConnection()).getJarFile().getName();
    }

    /** The URL of the server. */
    public URI endpoint() {
        return URI.create("http://localhost:" + port);
    }

    /** The server's address with the credentials of the tests. */
    public S3Connection connection() {
        return connection(endpoint());
    }

    /** An address at which no server is. */
    public static S3Connection unreachable() {
        return connection(URI.create("http://localhost:1"));
    }

    private static S3Connection connection(URI endpoint) {
        return new S3Connection(endpoint, "us-east-1", "key", "secret", true);
    }

    /** A new prefix for the keys of a store. */
    public String newPrefix() {
        return "store" + prefixes.incrementAndGet() + "/";
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
