package io.kefu.application.analytics;

import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.analytics.port.Counters;
import io.kefu.domain.analytics.Dates;
import io.kefu.domain.analytics.MessageStatistics;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Says how much was written on some days. */
public final class ReadMessageStatistics {
    private final Counters counters;
    private final ZoneId house;

    /**
     * Makes the use case.
     *
     * @param house the zone whose days are meant where a caller names none
     */
    public ReadMessageStatistics(Counters counters, ZoneId house) {
        this.counters = counters;
        this.house = house;
    }

    /**
     * The figures. Blocks.
     *
     * @param zone whose days are meant; null for the house's
     */
    public MessageStatistics read(Principal caller, Dates dates, @Nullable ZoneId zone) {
        Operation.READ_STATISTICS.requireAllowed(caller);
        ZoneId wanted = zone == null ? house : zone;
        return MessageStatistics.of(dates, wanted, counters.messages(dates.from(wanted), dates.until(wanted)));
    }
}
