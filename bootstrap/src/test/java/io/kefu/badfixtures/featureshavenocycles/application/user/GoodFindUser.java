package io.kefu.badfixtures.featureshavenocycles.application.user;

import io.kefu.badfixtures.featureshavenocycles.application.user.port.GoodUsers;

public record GoodFindUser(GoodUsers users) {}
