package io.kefu.application.analytics;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.analytics.port.Counters;
import io.kefu.domain.analytics.Dates;
import io.kefu.domain.analytics.QueueFigures;

/** Reads how long customers waited in a range of days, and how many gave up. The days are those of the configured zone. */
@UseCase
public final class ReadQueueReport {
    private final Counters counters;

    public ReadQueueReport(Counters counters) {
        this.counters = counters;
    }

    /** Reads the figures. Blocks. */
    public QueueFigures read(Principal caller, Dates dates) {
        Operation.READ_STATISTICS.requireAllowed(caller);
        return counters.queue(dates);
    }
}
