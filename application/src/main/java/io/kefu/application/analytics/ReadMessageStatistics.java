package io.kefu.application.analytics;

import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.analytics.port.Counters;
import io.kefu.domain.analytics.Dates;
import io.kefu.domain.analytics.MessageStatistics;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Reads how many messages were written in a range of days. */
public final class ReadMessageStatistics {
    private final Counters counters;
    private final ZoneId defaultZone;

    /**
     * Makes the use case.
     *
     * @param defaultZone the zone of the days when a caller names none
     */
    public ReadMessageStatistics(Counters counters, ZoneId defaultZone) {
        this.counters = counters;
        this.defaultZone = defaultZone;
    }

    /**
     * Reads the statistics. Blocks.
     *
     * @param zone the zone of the days; null for the default zone
     */
    public MessageStatistics read(Principal caller, Dates dates, @Nullable ZoneId zone) {
        Operation.READ_STATISTICS.requireAllowed(caller);
        ZoneId wanted = zone == null ? defaultZone : zone;
        return MessageStatistics.of(dates, wanted, counters.messages(dates.from(wanted), dates.until(wanted)));
    }
}
