package io.kefu.badfixtures.usecaseschecktheircaller.application.access;

public record Principal(String id) {}
