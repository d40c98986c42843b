package io.kefu.application.analytics;

import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.analytics.port.Counters;
import io.kefu.domain.analytics.Dates;
import io.kefu.domain.analytics.QueueFigures;

/** Says how long customers waited on some days of the house's zone, and how many gave up. */
public final class ReadQueueReport {
    private final Counters counters;

    public ReadQueueReport(Counters counters) {
        this.counters = counters;
    }

    /** The figures. Blocks. */
    public QueueFigures read(Principal caller, Dates dates) {
        Operation.READ_STATISTICS.requireAllowed(caller);
        return counters.queue(dates);
    }
}
