package io.kefu.badfixtures.onlybootstrapseesall.bootstrap.wiring;

record GoodWiring(Settings settings) {}
