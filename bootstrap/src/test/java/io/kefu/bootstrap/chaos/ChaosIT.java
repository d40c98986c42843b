package io.kefu.bootstrap.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks that no acknowledged message is lost, doubled or out of order, and that every client gets it, whatever fails
 * meanwhile, and while messages move to the archive.
 */
class ChaosIT {
    private static final int SHOWN = 40;
    /** The participant that moves messages to the archive. No client has this number. */
    private static final int EDGES = 999;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void losesNoMessageAndKeepsTheOrderWhileProcessesFail() throws Exception {
        ChaosSettings settings = ChaosSettings.read();
        System.out.println("chaos: " + settings);
        try (TwoNodeDeployment deployment = new TwoNodeDeployment(folder);
                EdgeMover edges = new EdgeMover(deployment.redis(), folder, settings.random(EDGES));
                ChatLoad load = new ChatLoad(deployment, settings);
                FaultInjector faults = new FaultInjector(deployment, settings.random(0))) {
            load.start();
            faults.injectFor(settings.duration());
            faults.killRedisWhileClientsFallSilent(load);
            faults.cutOffOneNodeForTheLastMessages(load);
            load.awaitDelivery();
            List<String> violations = load.violations();
            System.out.println("chaos: " + load.summary());
            System.out.println("chaos: " + edges);
            assertThat(violations)
                    .withFailMessage(() ->
                            "%d violations; -Dchaos.seed=%d repeats the schedule%n%n%s%n%n%s%n%nlogs in %s"
                                    .formatted(
                                            violations.size(),
                                            settings.seed(),
                                            String.join(
                                                    "\n", violations.subList(0, Math.min(SHOWN, violations.size()))),
                                            String.join("\n", faults.events()),
                                            folder))
                    .isEmpty();
            assertThat(edges.failure()).isNull();
            assertThat(edges.segments()).isPositive();
        }
    }
}
