package io.kefu.badfixtures.lettuceonlyinredis.bootstrap.wiring;

import io.lettuce.core.api.sync.RedisCommands;

record BadCommands(RedisCommands<String, String> commands) {}
