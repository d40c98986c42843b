package io.kefu.badfixtures.applicationstandsondomain.redis.message;

public final class RedisMessageLog {}
