package io.kefu.bootstrap.wiring;

import io.kefu.application.time.port.Ticker;
import jakarta.inject.Singleton;

/** The elapsed time of this JVM. */
@Singleton
final class SystemTicker implements Ticker {
    @Override
    public long nanos() {
        return System.nanoTime();
    }
}
