package io.kefu.badfixtures.nofieldinjection.redis.user;

import io.micronaut.core.annotation.Vetoed;
import jakarta.inject.Inject;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

@Vetoed
class BadSetter {

    @Nullable
    Clock clock;

    @Inject
    void setClock(Clock clock) {
        this.clock = clock;
    }
}
