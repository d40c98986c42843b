package io.kefu.bootstrap.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.KefuNode;
import io.kefu.redis.testing.Deadline;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Limits the open files of downloads that clients do not read. */
class DownloadBoundsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int CONNECTIONS = 3;
    private static final int DOWNLOADS = 30;

    @TempDir
    private Path data = Path.of("");

    /** Only Linux lists the open files of a process. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void opensTheFileOfOnlyOneDownloadPerConnection() throws IOException {
        try (KefuNode node = KefuNode.start(Map.of("kefu.data-dir", data.toString()))) {
            Api api = new Api(node.uri());
            String customer = new TestAccounts(api).customer("customer1");
            String path = api.call("POST", "/api/files/upload")
                    .as(customer)
                    .form(MultipartForm.file("a.txt", "x".repeat(8_000_000)))
                    .send()
                    .text("url");
            String call = "GET " + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + customer + "\r\n\r\n";
            Socket[] sockets = new Socket[CONNECTIONS];
            for (int i = 0; i < CONNECTIONS; i++) {
                sockets[i] = new Socket("localhost", node.uri().getPort());
                sockets[i].getOutputStream().write(call.repeat(DOWNLOADS).getBytes(UTF_8));
                assertThat(sockets[i].getInputStream().read()).isEqualTo('H');
            }
            assertThat(openContents()).isLessThanOrEqualTo(CONNECTIONS);
            for (Socket socket : sockets) {
                socket.close();
            }
            Deadline deadline = new Deadline(PATIENCE, "The files of ended downloads stay open");
            while (openContents() > 0) {
                deadline.check();
            }
        }
    }

    private long openContents() throws IOException {
        String contents = data.toRealPath().resolve("files/contents").toString();
        long count = 0;
        try (DirectoryStream<Path> open = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path descriptor : open) {
                count += target(descriptor).startsWith(contents) ? 1 : 0;
            }
        }
        return count;
    }

    private static String target(Path descriptor) throws IOException {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (NoSuchFileException e) {
            return "";
        }
    }
}
