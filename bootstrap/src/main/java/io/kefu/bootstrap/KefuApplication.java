package io.kefu.bootstrap;

import io.micronaut.runtime.Micronaut;

/** Starts the service. */
public final class KefuApplication {

    private KefuApplication() {}

    /** Starts the service and returns once it answers on its port. */
    public static void main(String[] args) {
        Micronaut.build(args).banner(false).mainClass(KefuApplication.class).start();
    }
}
