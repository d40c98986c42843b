package io.kefu.badfixtures.timeandchancecomethroughports.application.message;

import java.time.Clock;

final class BadClock {

    Clock value() {
        return Clock.systemUTC();
    }
}
