package io.kefu.badfixtures.nothingdependsonbootstrap.bootstrap.wiring;

public record Settings(int port) {}
