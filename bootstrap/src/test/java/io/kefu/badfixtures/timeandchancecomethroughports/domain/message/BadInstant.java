package io.kefu.badfixtures.timeandchancecomethroughports.domain.message;

import java.time.Instant;

final class BadInstant {

    Instant value() {
        return Instant.now();
    }
}
