package io.kefu.badfixtures.lettuceonlyinredis.rest.user;

import io.lettuce.core.RedisClient;

record BadClient(RedisClient client) {}
