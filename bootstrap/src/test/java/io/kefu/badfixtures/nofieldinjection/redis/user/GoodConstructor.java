package io.kefu.badfixtures.nofieldinjection.redis.user;

import io.micronaut.core.annotation.Vetoed;
import jakarta.inject.Inject;
import java.time.Clock;

@Vetoed
final class GoodConstructor {

    final Clock clock;

    @Inject
    GoodConstructor(Clock clock) {
        this.clock = clock;
    }
}
