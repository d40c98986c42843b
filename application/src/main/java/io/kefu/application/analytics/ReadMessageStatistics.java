package io.kefu.application.analytics;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.analytics.port.Counters;
import io.kefu.domain.analytics.Dates;
import io.kefu.domain.analytics.MessageStatistics;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Reads how many messages were written in a range of days. */
@UseCase
public final class ReadMessageStatistics {
    private final Counters counters;

    public ReadMessageStatistics(Counters counters) {
        this.counters = counters;
    }

    /**
     * Reads the statistics. Blocks.
     *
     * @param zone the zone of the days; null for the configured zone
     */
    public MessageStatistics read(Principal caller, Dates dates, @Nullable ZoneId zone) {
        Operation.READ_STATISTICS.requireAllowed(caller);
        ZoneId wanted = zone == null ? counters.zone() : zone;
        return MessageStatistics.of(dates, wanted, counters.messages(dates.from(wanted), dates.until(wanted)));
    }
}
