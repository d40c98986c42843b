package io.kefu.bootstrap.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.bootstrap.chaos.FaultInjector;
import io.kefu.bootstrap.chaos.TwoNodeDeployment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks that the JavaScript client neither loses nor doubles a message, and shows all of them in order, while its connections
 * are cut, its pages crash, and nodes and Redis fail. {@code -Dsdk.seconds} prolongs the faults.
 */
class SdkTortureIT {
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void everyDeviceHasEveryMessageOnceAndInOrder() throws Exception {
        long seed = Long.getLong("chaos.seed", new Random().nextInt(1_000_000));
        Duration duration = Duration.ofSeconds(Integer.getInteger("sdk.seconds", 12));
        Path frames = folder.resolve("frames");
        try (TwoNodeDeployment deployment = new TwoNodeDeployment(folder);
                TortureScript script = new TortureScript(deployment, frames);
                FaultInjector faults = new FaultInjector(deployment, new Random(seed))) {
            script.awaitReady();
            faults.injectFor(duration);
            String output = script.finish();
            System.out.println(
                    output.lines().toList().getLast() + ", " + faults.events().size() + " faults and repairs");
            assertThat(script.exitCode())
                    .withFailMessage(() -> "%s%n%s%nlogs in %s; -Dchaos.seed=%d repeats the faults"
                            .formatted(output, String.join("\n", faults.events()), folder, seed))
                    .isZero();
            NodeJs.checkFrames(frames);
        }
    }
}
