package io.kefu.badfixtures.timeandrandomnesscomethroughports.application.message;

import java.time.Clock;

final class BadClock {

    Clock value() {
        return Clock.systemUTC();
    }
}
