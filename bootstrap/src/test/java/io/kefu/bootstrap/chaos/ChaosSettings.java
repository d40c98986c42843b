package io.kefu.bootstrap.chaos;

import java.time.Duration;
import java.util.Random;

/**
 * How a run goes; each can be given as a system property.
 *
 * @param seed {@code chaos.seed}: what everybody does and what is killed when; any by default
 * @param rage {@code chaos.seconds}: how long there is no peace; 45 by default
 * @param recalls {@code chaos.recalls}: whether people also recall what they said; they do by default
 */
record ChaosSettings(long seed, Duration rage, boolean recalls) {

    static ChaosSettings read() {
        return new ChaosSettings(
                Long.getLong("chaos.seed", new Random().nextInt(1_000_000)),
                Duration.ofSeconds(Integer.getInteger("chaos.seconds", 45)),
                Boolean.parseBoolean(System.getProperty("chaos.recalls", "true")));
    }

    /** A stream of chance of its own for each who takes part, so that one does not disturb the other. */
    Random random(int part) {
        return new Random(seed * 1_000 + part);
    }
}
