package io.kefu.badfixtures.nothingdependsonbootstrap.redis.user;

record GoodPortUse(int port) {}
