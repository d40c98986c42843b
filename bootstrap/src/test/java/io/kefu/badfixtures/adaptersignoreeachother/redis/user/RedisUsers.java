package io.kefu.badfixtures.adaptersignoreeachother.redis.user;

public final class RedisUsers {}
