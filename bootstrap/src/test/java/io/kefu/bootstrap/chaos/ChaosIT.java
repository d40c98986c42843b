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
        Settings settings = Settings.read();
        System.out.println("chaos: " + settings);
        try (Cluster cluster = new Cluster(folder);
                Crowd crowd = new Crowd(cluster, settings)) {
            crowd.start();
            Havoc havoc = new Havoc(cluster, settings.random(0));
            havoc.rage(settings.rage());
            havoc.lastBlow(crowd::hush);
            havoc.lastCut(crowd);
            crowd.settle();
            List<String> faults = crowd.faults();
            System.out.println("chaos: " + crowd.summary());
            assertThat(faults)
                    .withFailMessage(() -> "%d faults; again with -Dchaos.seed=%d%n%n%s%n%n%s%n%nlogs in %s"
                            .formatted(
                                    faults.size(),
                                    settings.seed(),
                                    String.join("\n", faults.subList(0, Math.min(SHOWN, faults.size()))),
                                    String.join("\n", havoc.story()),
                                    folder))
                    .isEmpty();
        }
    }
}
