package io.kefu.badfixtures.applicationstandsondomain.application.message;

import io.kefu.badfixtures.applicationstandsondomain.redis.message.RedisMessageLog;

record BadAdapterUse(RedisMessageLog log) {}
