package io.kefu.badfixtures.nothingdependsonbootstrap.bootstrap.wiring;

record GoodWiring(Settings settings) {}
