package io.kefu.badfixtures.applicationdependsondomainonly.application.message;

import io.kefu.badfixtures.applicationdependsondomainonly.redis.message.RedisMessageLog;

record BadAdapterUse(RedisMessageLog log) {}
