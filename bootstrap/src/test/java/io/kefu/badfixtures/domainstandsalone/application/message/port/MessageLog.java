package io.kefu.badfixtures.domainstandsalone.application.message.port;

public interface MessageLog {}
