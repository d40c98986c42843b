package io.kefu.badfixtures.usecaseschecktheircaller.application.access;

public enum Operation {
    READ;

    public void requireAllowed(Principal caller) {}
}
