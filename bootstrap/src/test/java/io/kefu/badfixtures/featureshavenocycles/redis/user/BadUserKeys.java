package io.kefu.badfixtures.featureshavenocycles.redis.user;

import io.kefu.badfixtures.featureshavenocycles.redis.Prefix;

public record BadUserKeys(Prefix prefix) {}
