package io.kefu.badfixtures.timeandchancecomethroughports.application.message;

import java.time.InstantSource;

final class BadInstantSource {

    InstantSource value() {
        return InstantSource.system();
    }
}
