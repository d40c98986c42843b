package io.kefu.bootstrap.web;

import static java.util.stream.Collectors.joining;

import io.kefu.bootstrap.KefuNode;
import io.kefu.bootstrap.chaos.NodeProcess;
import io.kefu.bootstrap.chaos.TwoNodeDeployment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The script whose clients write while the test lets nodes fail. It gets the addresses of the nodes after each start. */
final class TortureScript implements AutoCloseable {
    private static final int ADDRESSES_EVERY_MILLIS = 200;
    private static final int ENDS_WITHIN_SECONDS = 240;

    private final TwoNodeDeployment deployment;
    private final Process process;
    private final Writer commands;
    private final List<String> output = new CopyOnWriteArrayList<>();
    private final Thread reader;
    private final CountDownLatch ready = new CountDownLatch(1);

    /** Starts the script, which writes the frames of its sockets to a file for {@link NodeJs#checkFrames}. */
    TortureScript(TwoNodeDeployment deployment, Path frames) throws IOException {
        this.deployment = deployment;
        ProcessBuilder builder = NodeJs.runRecording(frames, "src/test/js/torture.mjs");
        builder.environment().put("KEFU_ADMIN_PASSWORD", KefuNode.ADMIN_PASSWORD);
        process = builder.start();
        commands = process.outputWriter();
        // A virtual thread that reads a pipe occupies a carrier until the process ends.
        reader = Thread.ofPlatform().daemon().start(this::readOutput);
        Thread.ofVirtual().start(this::followNodes);
    }

    private void readOutput() {
        try {
            process.inputReader().lines().forEach(line -> {
                output.add(line);
                if (line.equals("ready")) {
                    ready.countDown();
                }
            });
        } catch (UncheckedIOException e) {
            output.add("The script was killed: " + e.getMessage());
        } finally {
            ready.countDown();
        }
    }

    /** Waits until all clients have started. */
    void awaitReady() throws InterruptedException {
        if (!ready.await(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the clients do not start");
        }
    }

    private void followNodes() {
        String known = "";
        try {
            do {
                String addresses = deployment.nodes().stream()
                        .map(NodeProcess::uri)
                        .map(Object::toString)
                        .collect(joining(" "));
                if (!addresses.equals(known)) {
                    known = addresses;
                    send("nodes " + addresses);
                }
            } while (!process.waitFor(ADDRESSES_EVERY_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void send(String command) {
        try {
            commands.write(command + "\n");
            commands.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the disturbances and waits until the clients were compared with the logs. Returns the output of the script. */
    String finish() throws InterruptedException {
        if (process.isAlive()) {
            send("finish");
        }
        if (!process.waitFor(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the script does not end; its output: " + output);
        }
        reader.join();
        return String.join("\n", output);
    }

    /** The exit code of a script that has ended. */
    int exitCode() {
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
