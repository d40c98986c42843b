package io.kefu.badfixtures.lettuceonlyinredis.websocket.limit;

import io.micronaut.configuration.lettuce.DefaultRedisConfiguration;

record BadConfiguration(DefaultRedisConfiguration configuration) {}
