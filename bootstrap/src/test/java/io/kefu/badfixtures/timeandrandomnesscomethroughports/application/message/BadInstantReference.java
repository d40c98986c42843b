package io.kefu.badfixtures.timeandrandomnesscomethroughports.application.message;

import java.time.Instant;
import java.util.function.Supplier;

final class BadInstantReference {

    Supplier<Instant> value() {
        return Instant::now;
    }
}
