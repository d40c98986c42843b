package io.kefu.badfixtures.onlybootstrapseesall.bootstrap.wiring;

public record Settings(int port) {}
