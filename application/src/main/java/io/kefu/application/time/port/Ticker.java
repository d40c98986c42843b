package io.kefu.application.time.port;

/**
 * Measures elapsed time within this process. Readings count nanoseconds from an arbitrary origin and never go
 * backwards, even if the date of the machine is changed. Only the difference of two readings is meaningful. Any thread
 * may read it.
 */
public interface Ticker {

    /** The current reading, in nanoseconds. */
    long nanos();
}
