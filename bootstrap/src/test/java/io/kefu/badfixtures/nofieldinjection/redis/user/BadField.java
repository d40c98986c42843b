package io.kefu.badfixtures.nofieldinjection.redis.user;

import io.micronaut.core.annotation.Vetoed;
import jakarta.inject.Inject;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

@Vetoed
class BadField {

    @Inject
    @Nullable
    Clock clock;
}
