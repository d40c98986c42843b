package io.kefu.badfixtures.adaptersareindependent.redis.user;

public final class RedisUsers {}
