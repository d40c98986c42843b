package io.kefu.badfixtures.packageshavenocycles.application.user.port;

import io.kefu.badfixtures.packageshavenocycles.application.user.GoodFindUser;

public interface GoodUsers {
    GoodFindUser find();
}
