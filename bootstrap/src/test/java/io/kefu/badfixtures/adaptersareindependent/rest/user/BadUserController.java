package io.kefu.badfixtures.adaptersareindependent.rest.user;

import io.kefu.badfixtures.adaptersareindependent.redis.user.RedisUsers;

record BadUserController(RedisUsers users) {}
