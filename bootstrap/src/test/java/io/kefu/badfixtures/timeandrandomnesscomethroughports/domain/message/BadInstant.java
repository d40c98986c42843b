package io.kefu.badfixtures.timeandrandomnesscomethroughports.domain.message;

import java.time.Instant;

final class BadInstant {

    Instant value() {
        return Instant.now();
    }
}
