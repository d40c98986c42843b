package io.kefu.badfixtures.packageshavenocycles.application.user;

import io.kefu.badfixtures.packageshavenocycles.application.user.port.GoodUsers;

public record GoodFindUser(GoodUsers users) {}
