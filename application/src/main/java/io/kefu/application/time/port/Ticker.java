package io.kefu.application.time.port;

/**
 * Measures elapsed time within this process. Readings count nanoseconds from an arbitrary origin and never go backwards,
 * whatever happens to the date of the machine. Only the difference of two readings means something. Any thread may read it.
 */
public interface Ticker {

    /** The current reading, in nanoseconds. */
    long nanos();
}
