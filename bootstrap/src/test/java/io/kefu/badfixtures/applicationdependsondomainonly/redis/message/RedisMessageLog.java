package io.kefu.badfixtures.applicationdependsondomainonly.redis.message;

public final class RedisMessageLog {}
