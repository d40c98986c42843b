package io.kefu.bootstrap.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Injects faults into the deployment at random times. When a method returns, all processes run again. */
public final class FaultInjector implements AutoCloseable {
    private static final int LONGEST_PAUSE_MILLIS = 4_000;
    private static final int LONGEST_OUTAGE_MILLIS = 3_000;

    private final TwoNodeDeployment deployment;
    private final Random random;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Instant begun = Instant.now();
    private final List<String> events = new ArrayList<>();

    public FaultInjector(TwoNodeDeployment deployment, Random random) {
        this.deployment = deployment;
        this.random = random;
    }

    /** Injects faults for this time, and until the last fault is repaired. */
    public void injectFor(Duration duration) throws InterruptedException {
        Instant until = Instant.now().plus(duration);
        while (Instant.now().isBefore(until)) {
            runWithin(LONGEST_PAUSE_MILLIS, () -> {});
            NodeProcess node = anyNode();
            switch (random.nextInt(12)) {
                case 0, 1, 2 -> killNode(node);
                case 3 -> stopNode(node);
                case 4, 5, 6 -> killRedis();
                case 7, 8 -> hangRedis();
                case 9 -> cutOff(node, false);
                case 10 -> cutOff(node, true);
                default -> killNodeAndRedis(node);
            }
        }
    }

    /**
     * Kills Redis a last time, and lets the clients stop writing new messages before Redis is back. They repeat unacknowledged
     * messages as soon as one node can store them, while the other node may not be subscribed yet, and no later message shows
     * the gap. The outage is long enough for the nodes to reconnect at different moments.
     */
    void killRedisWhileClientsFallSilent(ChatLoad load) throws InterruptedException {
        record("kill Redis");
        deployment.killRedis();
        run(LONGEST_OUTAGE_MILLIS, () -> {
            load.stopNewMessages();
            startRedis();
        });
    }

    /**
     * Cuts one node off from Redis while the clients of the other node send their last messages. No later message shows the gap
     * to the clients of the node that missed them. The clients must be silent before.
     */
    void cutOffOneNodeForTheLastMessages(ChatLoad load) throws InterruptedException {
        NodeProcess node = anyNode();
        load.awaitAcknowledgements();
        load.reconnectAll();
        record("cut off " + node);
        deployment.cutOff(node, false);
        load.sendLastMessages(node);
        reconnect(node);
    }

    private NodeProcess anyNode() {
        return deployment.nodes().get(random.nextInt(deployment.nodes().size()));
    }

    private void cutOff(NodeProcess node, boolean silently) throws InterruptedException {
        record("cut off " + node + (silently ? " silently" : ""));
        deployment.cutOff(node, silently);
        runWithin(LONGEST_PAUSE_MILLIS, () -> reconnect(node));
    }

    private void killNode(NodeProcess node) throws InterruptedException {
        record("kill " + node);
        node.kill();
        runWithin(LONGEST_OUTAGE_MILLIS, () -> start(node));
    }

    private void stopNode(NodeProcess node) {
        record("stop " + node);
        node.stop();
        start(node);
    }

    private void killRedis() throws InterruptedException {
        record("kill Redis");
        deployment.killRedis();
        runWithin(LONGEST_OUTAGE_MILLIS, this::startRedis);
    }

    /** Sometimes lasts so long that a node gives up on a write that Redis executes later. */
    private void hangRedis() throws InterruptedException {
        record("hang Redis");
        deployment.hangRedis();
        runWithin(LONGEST_PAUSE_MILLIS, () -> {
            record("resume Redis");
            deployment.resumeRedis();
        });
    }

    private void killNodeAndRedis(NodeProcess node) throws InterruptedException {
        record("kill " + node + " and Redis");
        node.kill();
        deployment.killRedis();
        runWithin(LONGEST_OUTAGE_MILLIS, () -> {
            startRedis();
            start(node);
        });
    }

    private void start(NodeProcess node) {
        node.start();
        record(node + " is ready");
    }

    private void startRedis() {
        deployment.startRedis();
        record("Redis answers");
    }

    private void reconnect(NodeProcess node) {
        deployment.reconnect(node);
        record(node + " reaches Redis again");
    }

    /** Runs the task at a random moment within this time, and returns after it. */
    private void runWithin(int longestMillis, Runnable task) throws InterruptedException {
        run(random.nextInt(longestMillis), task);
    }

    private void run(int delayMillis, Runnable task) throws InterruptedException {
        try {
            timer.schedule(task, delayMillis, TimeUnit.MILLISECONDS).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private synchronized void record(String event) {
        events.add("%.1f s: %s".formatted(Duration.between(begun, Instant.now()).toMillis() / 1_000.0, event));
    }

    /** The faults and repairs, each with its time since the start. */
    public synchronized List<String> events() {
        return List.copyOf(events);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
