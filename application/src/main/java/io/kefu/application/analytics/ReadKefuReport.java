package io.kefu.application.analytics;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.analytics.port.Counters;
import io.kefu.domain.analytics.Dates;
import io.kefu.domain.analytics.KefuFigures;
import java.util.List;

/** Reads the figures of each kefu in a range of days. The days are those of the configured zone. */
@UseCase
public final class ReadKefuReport {
    private final Counters counters;

    public ReadKefuReport(Counters counters) {
        this.counters = counters;
    }

    /** Reads the figures of every kefu who has any, ordered by id. Blocks. */
    public List<KefuFigures> read(Principal caller, Dates dates) {
        Operation.READ_STATISTICS.requireAllowed(caller);
        return counters.kefu(dates);
    }
}
