package io.kefu.bootstrap.proxy;

import io.kefu.redis.testing.Deadline;
import io.kefu.redis.testing.Ports;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The nginx of this machine with the configuration of {@code docs/deploy}, in front of two nodes. */
final class Nginx implements AutoCloseable {
    private static final Path CONFIGURATION = Path.of("..", "docs", "deploy", "nginx.conf");
    private static final Duration STARTED_WITHIN = Duration.ofSeconds(20);

    private final int port;
    private final Process process;

    private Nginx(int port, Process process) {
        this.port = port;
        this.process = process;
    }

    /** Skips the test, and says so, if there is no nginx. */
    static void require() {
        if (program().isEmpty()) {
            System.err.println("""

                    ########################################################################
                    #  SKIPPED: the reverse proxy is not tested, because no nginx is found #
                    #  on this machine. On Debian: apt-get install nginx                   #
                    ########################################################################
                    """);
            Assumptions.abort("no nginx is installed");
        }
    }

    private static Optional<Path> program() {
        return Stream.concat(
                        Stream.of(System.getenv("PATH").split(File.pathSeparator)), Stream.of("/usr/sbin", "/sbin"))
                .map(folder -> Path.of(folder, "nginx"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Starts nginx, and returns once it accepts connections.
     *
     * @param folder an empty folder for its files
     * @param socketTimeout its limit for a silent socket, such as {@code 75s}
     */
    static Nginx start(Path folder, List<URI> nodes, String socketTimeout) throws IOException {
        int port = Ports.free(1).getFirst();
        String configuration = Files.readString(CONFIGURATION)
                .replace("pid /tmp/nginx.pid;", "daemon off; error_log stderr crit; pid nginx.pid;")
                // Only root may raise this limit.
                .replace("worker_rlimit_nofile 65536;", "")
                .replace("access_log off;\n", "access_log off;\n" + temporaryFolders())
                .replace("listen 8080;", "listen 127.0.0.1:" + port + ";")
                .replace("kefu-1:3001", nodes.get(0).getAuthority())
                .replace("kefu-2:3001", nodes.get(1).getAuthority())
                .replace("75s", socketTimeout);
        Path file = folder.resolve("nginx.conf");
        Files.writeString(file, configuration);
        Process process = new ProcessBuilder(
                        program().orElseThrow().toString(),
                        "-e",
                        "stderr",
                        "-p",
                        folder.toString(),
                        "-c",
                        file.toString())
                .inheritIO()
                .start();
        Nginx nginx = new Nginx(port, process);
        Deadline.await(STARTED_WITHIN, "nginx does not start", nginx::accepts);
        return nginx;
    }

    /** Folders that a user without rights may write to. */
    private static String temporaryFolders() {
        return Stream.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
                .map(name -> name + "_temp_path " + name + ";\n")
                .reduce("", String::concat);
    }

    private boolean accepts() {
        try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return probe.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    /** The size of all files in a folder, in bytes. */
    static long size(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(
                            file -> file.toFile().isFile() ? file.toFile().length() : 0)
                    .sum();
        } catch (IOException | UncheckedIOException changing) {
            return 0;
        }
    }
}
