package io.kefu.badfixtures.lettuceonlyinredis.websocket.limit;

import io.github.bucket4j.redis.lettuce.RedisApi;

record BadBuckets(RedisApi<byte[]> api) {}
