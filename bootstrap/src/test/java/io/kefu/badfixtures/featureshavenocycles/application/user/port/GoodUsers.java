package io.kefu.badfixtures.featureshavenocycles.application.user.port;

import io.kefu.badfixtures.featureshavenocycles.application.user.GoodFindUser;

/** Inside one feature, packages may need each other. */
public interface GoodUsers {

    GoodFindUser find();
}
