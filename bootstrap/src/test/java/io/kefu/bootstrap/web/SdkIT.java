package io.kefu.bootstrap.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.KefuNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the tests of the JavaScript client, which are written in JavaScript. */
class SdkIT {
    @TempDir
    Path folder;

    @Test
    void theClientWorksWithAServiceInMemory() throws Exception {
        assertPasses(NodeJs.run("--test", "--test-reporter=spec", "../adapters-rest/src/test/js/*.test.mjs"), Map.of());
    }

    @Test
    void theClientWorksWithTheService() throws Exception {
        try (KefuNode node = KefuNode.start(Map.of())) {
            Map<String, String> environment =
                    Map.of("KEFU_URL", node.uri().toString(), "KEFU_ADMIN_PASSWORD", KefuNode.ADMIN_PASSWORD);
            Path frames = folder.resolve("frames");
            assertPasses(
                    NodeJs.runRecording(frames, "--test", "--test-reporter=spec", "src/test/js/*.test.mjs"),
                    environment);
            NodeJs.checkFrames(frames);
        }
    }

    private static void assertPasses(ProcessBuilder builder, Map<String, String> environment)
            throws IOException, InterruptedException {
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).withFailMessage(output).isZero();
        assertThat(output).contains("pass ").doesNotContain("tests 0");
    }
}
