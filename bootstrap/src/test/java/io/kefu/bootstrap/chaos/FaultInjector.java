package io.kefu.bootstrap.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Kills, stops, hangs, cuts off and restarts what the service consists of. Afterwards everything runs. */
final class FaultInjector {
    private static final int LONGEST_CALM = 4_000;
    private static final int LONGEST_DOWN = 3_000;

    private final TwoNodeDeployment deployment;
    private final Random random;
    private final Instant begun = Instant.now();
    private final List<String> story = new ArrayList<>();

    FaultInjector(TwoNodeDeployment deployment, Random random) {
        this.deployment = deployment;
        this.random = random;
    }

    /** Goes on for so long, and a little longer until the last is up again. */
    void rage(Duration duration) throws InterruptedException {
        Instant until = Instant.now().plus(duration);
        while (Instant.now().isBefore(until)) {
            pause(LONGEST_CALM);
            NodeProcess node =
                    deployment.nodes().get(random.nextInt(deployment.nodes().size()));
            switch (random.nextInt(12)) {
                case 0, 1, 2 -> killNode(node);
                case 3 -> stopNode(node);
                case 4, 5, 6 -> killRedis();
                case 7, 8 -> hangRedis();
                case 9 -> cutOff(node, false);
                case 10 -> cutOff(node, true);
                default -> killBoth(node);
            }
        }
    }

    /**
     * Kills Redis once more, and lets people fall silent before it is back. They repeat what was not acknowledged as soon
     * as one node can store it, when the other may not hear yet, and nothing follows that would show a hole. It stays away
     * so long that the nodes look for it at different moments.
     */
    void lastBlow(Runnable hush) throws InterruptedException {
        tell("kill Redis");
        deployment.killRedis();
        Thread.sleep(LONGEST_DOWN);
        hush.run();
        startRedis();
    }

    /**
     * Cuts off one node while the people of the other have the last word: nothing follows that would show a hole to those
     * whose node did not hear it.
     *
     * @param load whose people are silent
     */
    void lastCut(ChatLoad load) throws InterruptedException {
        NodeProcess node =
                deployment.nodes().get(random.nextInt(deployment.nodes().size()));
        load.awaitSilence();
        load.spread();
        tell("cut off " + node);
        deployment.cutOff(node, false);
        load.lastWords(node);
        deployment.mend(node);
        tell(node + " may talk to Redis");
    }

    private void cutOff(NodeProcess node, boolean silently) throws InterruptedException {
        tell("cut off " + node + (silently ? " silently" : ""));
        deployment.cutOff(node, silently);
        pause(LONGEST_CALM);
        deployment.mend(node);
        tell(node + " may talk to Redis");
    }

    private void killNode(NodeProcess node) throws InterruptedException {
        tell("kill " + node);
        node.kill();
        pause(LONGEST_DOWN);
        start(node);
    }

    private void stopNode(NodeProcess node) {
        tell("stop " + node);
        node.stop();
        start(node);
    }

    private void killRedis() throws InterruptedException {
        tell("kill Redis");
        deployment.killRedis();
        pause(LONGEST_DOWN);
        startRedis();
    }

    /** Long enough, at times, for whoever waits to give up on a write that then happens all the same. */
    private void hangRedis() throws InterruptedException {
        tell("hang Redis");
        deployment.hangRedis();
        pause(LONGEST_CALM);
        tell("resume Redis");
        deployment.resumeRedis();
    }

    private void killBoth(NodeProcess node) throws InterruptedException {
        tell("kill " + node + " and Redis");
        node.kill();
        deployment.killRedis();
        pause(LONGEST_DOWN);
        startRedis();
        start(node);
    }

    private void start(NodeProcess node) {
        node.start();
        tell(node + " answers");
    }

    private void startRedis() {
        deployment.startRedis();
        tell("Redis answers");
    }

    private void pause(int longest) throws InterruptedException {
        Thread.sleep(random.nextInt(longest));
    }

    private void tell(String event) {
        story.add("%.1f s: %s".formatted(Duration.between(begun, Instant.now()).toMillis() / 1_000.0, event));
    }

    /** What happened when. */
    List<String> story() {
        return List.copyOf(story);
    }
}
