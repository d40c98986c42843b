package io.kefu.badfixtures.onlybootstrapseesall.redis.user;

record GoodPortUse(int port) {}
