package io.kefu.application.analytics;

import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.analytics.port.Counters;
import io.kefu.domain.analytics.Dates;
import io.kefu.domain.analytics.KefuFigures;
import java.util.List;

/** Says what each kefu did on some days of the house's zone. */
public final class ReadKefuReport {
    private final Counters counters;

    public ReadKefuReport(Counters counters) {
        this.counters = counters;
    }

    /** The figures of all who did anything, in the order of their ids. Blocks. */
    public List<KefuFigures> read(Principal caller, Dates dates) {
        Operation.READ_STATISTICS.requireAllowed(caller);
        return counters.kefu(dates);
    }
}
