package io.kefu.bootstrap.wiring;

import io.kefu.application.time.port.Ticker;

/** The elapsed time of this JVM. */
final class SystemTicker implements Ticker {
    @Override
    public long nanos() {
        return System.nanoTime();
    }
}
