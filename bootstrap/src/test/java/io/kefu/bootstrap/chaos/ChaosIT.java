package io.kefu.bootstrap.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Whatever dies, and whenever: what was acknowledged is there, once, in one order, and everybody gets it. */
class ChaosIT {
    private static final int SHOWN = 40;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void nothingIsLostNorDoubledNorOutOfOrder() throws Exception {
        ChaosSettings settings = ChaosSettings.read();
        System.out.println("chaos: " + settings);
        try (TwoNodeDeployment deployment = new TwoNodeDeployment(folder);
                ChatLoad load = new ChatLoad(deployment, settings)) {
            load.start();
            FaultInjector faultInjector = new FaultInjector(deployment, settings.random(0));
            faultInjector.rage(settings.rage());
            faultInjector.lastBlow(load::hush);
            faultInjector.lastCut(load);
            load.settle();
            List<String> faults = load.faults();
            System.out.println("chaos: " + load.summary());
            assertThat(faults)
                    .withFailMessage(() -> "%d faults; again with -Dchaos.seed=%d%n%n%s%n%n%s%n%nlogs in %s"
                            .formatted(
                                    faults.size(),
                                    settings.seed(),
                                    String.join("\n", faults.subList(0, Math.min(SHOWN, faults.size()))),
                                    String.join("\n", faultInjector.story()),
                                    folder))
                    .isEmpty();
        }
    }
}
