package io.kefu.bootstrap.web;

import com.microsoft.playwright.impl.driver.Driver;
import io.kefu.bootstrap.wire.FrameSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs scripts with the Node.js that the browser library of the tests contains, so that none must be installed. */
public final class NodeJs {
    private NodeJs() {}

    /** A process for a script, which is not started yet. Its error output goes to its output. */
    public static ProcessBuilder run(String... scriptAndArguments) {
        String node = Driver.ensureDriverInstalled(Map.of(), false)
                .createProcessBuilder()
                .command()
                .getFirst();
        List<String> command = new ArrayList<>(List.of(node));
        command.addAll(List.of(scriptAndArguments));
        return new ProcessBuilder(command).redirectErrorStream(true);
    }

    /** A process like that of {@link #run}, which also writes the frames of its sockets to a file for {@link #checkFrames}. */
    static ProcessBuilder runRecording(Path frames, String... scriptAndArguments) {
        List<String> arguments = new ArrayList<>(List.of("--import", "./src/test/js/record-frames.mjs"));
        arguments.addAll(List.of(scriptAndArguments));
        ProcessBuilder builder = run(arguments.toArray(String[]::new));
        builder.environment().put("KEFU_TEST_FRAMES", frames.toAbsolutePath().toString());
        return builder;
    }

    /** Validates the recorded frames against the AsyncAPI document. */
    static void checkFrames(Path frames) throws IOException {
        List<String> lines = Files.readAllLines(frames);
        if (lines.isEmpty()) {
            throw new AssertionError("No frame was recorded");
        }
        for (String line : lines) {
            if (line.startsWith("<")) {
                FrameSchemas.SERVICE.checkReceived(line.substring(1));
            } else {
                FrameSchemas.SERVICE.checkSent(line.substring(1));
            }
        }
    }
}
