package io.kefu.badfixtures.timeandrandomnesscomethroughports.bootstrap.wiring;

import java.time.Clock;
import java.time.InstantSource;

final class BadWallClock {

    InstantSource clock() {
        return Clock.systemUTC();
    }
}
