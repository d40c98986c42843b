package io.kefu.badfixtures.adaptersareindependent.rest.user;

import io.kefu.badfixtures.adaptersareindependent.application.user.FindUser;

record GoodUserController(FindUser find) {}
