package io.kefu.badfixtures.adaptersignoreeachother.rest.user;

import io.kefu.badfixtures.adaptersignoreeachother.redis.user.RedisUsers;

record BadUserController(RedisUsers users) {}
