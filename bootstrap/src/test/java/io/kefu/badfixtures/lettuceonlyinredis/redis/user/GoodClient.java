package io.kefu.badfixtures.lettuceonlyinredis.redis.user;

import io.lettuce.core.RedisClient;

record GoodClient(RedisClient client) {}
