package io.kefu.badfixtures.adaptersignoreeachother.rest.user;

import io.kefu.badfixtures.adaptersignoreeachother.application.user.FindUser;

record GoodUserController(FindUser find) {}
