package io.kefu.badfixtures.domainisplainjava.application.message.port;

public interface MessageLog {}
