package io.kefu.bootstrap.web;

import static java.util.stream.Collectors.joining;

import io.kefu.bootstrap.KefuNode;
import io.kefu.bootstrap.chaos.NodeProcess;
import io.kefu.bootstrap.chaos.TwoNodeDeployment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The script whose clients write while the test lets nodes fail. It gets the addresses of the nodes after each start. */
final class TortureScript implements AutoCloseable {
    private static final int ADDRESSES_EVERY_MILLIS = 200;
    private static final int ENDS_WITHIN_SECONDS = 150;

    private final TwoNodeDeployment deployment;
    private final Process process;
    private final Writer commands;
    private final CompletableFuture<String> output;
    private final CountDownLatch ready = new CountDownLatch(1);

    TortureScript(TwoNodeDeployment deployment) throws IOException {
        this.deployment = deployment;
        ProcessBuilder builder = NodeJs.run("src/test/js/torture.mjs");
        builder.environment().put("KEFU_ADMIN_PASSWORD", KefuNode.ADMIN_PASSWORD);
        process = builder.start();
        commands = process.outputWriter();
        output = CompletableFuture.supplyAsync(this::readOutput);
        Thread.ofVirtual().start(this::followNodes);
    }

    private String readOutput() {
        try {
            return process.inputReader().lines().map(this::checked).collect(joining("\n"));
        } catch (UncheckedIOException e) {
            return "The script was killed: " + e.getMessage();
        } finally {
            ready.countDown();
        }
    }

    private String checked(String line) {
        if (line.equals("ready")) {
            ready.countDown();
        }
        return line;
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
    String finish() throws Exception {
        if (process.isAlive()) {
            send("finish");
        }
        return output.get(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS);
    }

    /** The exit code of a script that has ended. */
    int exitCode() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
