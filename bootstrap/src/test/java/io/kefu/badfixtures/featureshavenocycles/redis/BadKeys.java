package io.kefu.badfixtures.featureshavenocycles.redis;

import io.kefu.badfixtures.featureshavenocycles.redis.user.BadUserKeys;

/** A cycle through the module's root package. */
public record BadKeys(BadUserKeys users) {}
