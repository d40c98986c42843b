package io.kefu.filestore.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server that speaks S3, in a process of its own on a free port, with a bucket {@value #BUCKET}. */
final class S3Mock implements AutoCloseable {
    static final String BUCKET = "files";

    private static final Pattern STARTED = Pattern.compile("Tomcat started on ports .*?(\\d+) \\(http\\)");

    private final Process process;
    private final int port;

    private S3Mock(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static S3Mock start() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        "target/s3mock/s3mock.jar",
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
                Thread.ofVirtual().start(() -> log.lines().forEach(ignored -> {}));
                return new S3Mock(process, Integer.parseInt(started.group(1)));
            }
            read.append(line).append('\n');
        }
        throw new IllegalStateException("S3Mock did not start:\n" + read);
    }

    S3Connection connection() {
        return new S3Connection(URI.create("http://localhost:" + port), "us-east-1", "key", "secret", true);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
