package io.kefu.badfixtures.everyportisimplemented.application.file.port;

public interface BadSelfMade {}
