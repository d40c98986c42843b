package io.kefu.badfixtures.featureshavenocycles.redis.user;

import io.kefu.badfixtures.featureshavenocycles.redis.BadKeys;
import java.util.List;

public record BadUserKeys(List<BadKeys> keys) {}
