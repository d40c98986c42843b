package io.kefu.bootstrap.chaos;

import java.time.Duration;
import java.util.Random;

/**
 * Settings of a run, each of which a system property can change.
 *
 * @param seed {@code chaos.seed}: determines what clients do and which faults occur when; random by default
 * @param duration {@code chaos.seconds}: how long faults are injected; 30 seconds by default
 * @param recalls {@code chaos.recalls}: whether clients also recall messages; true by default
 */
record ChaosSettings(long seed, Duration duration, boolean recalls) {

    static ChaosSettings read() {
        return new ChaosSettings(
                Long.getLong("chaos.seed", new Random().nextInt(1_000_000)),
                Duration.ofSeconds(Integer.getInteger("chaos.seconds", 30)),
                Boolean.parseBoolean(System.getProperty("chaos.recalls", "true")));
    }

    /** An own source of random numbers for each participant, so that participants do not influence each other. */
    Random random(int participant) {
        return new Random(seed * 1_000 + participant);
    }
}
