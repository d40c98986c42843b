package io.kefu.badfixtures.timeandrandomnesscomethroughports.application.message;

import java.time.InstantSource;

final class BadInstantSource {

    InstantSource value() {
        return InstantSource.system();
    }
}
