package io.kefu.application.analytics;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.analytics.port.Counters;
import io.kefu.application.page.TimeRange;
import io.kefu.application.session.port.SessionIndex;
import io.kefu.domain.analytics.Dates;
import io.kefu.domain.analytics.QueueFigures;
import io.kefu.domain.analytics.TagCount;
import java.time.ZoneId;
import java.util.List;

/**
 * Reads how long customers waited in a range of days, how many gave up, and which tags the sessions have. The days are those of
 * the configured zone.
 */
@UseCase
public final class ReadQueueReport {
    private final Counters counters;
    private final SessionIndex sessions;

    public ReadQueueReport(Counters counters, SessionIndex sessions) {
        this.counters = counters;
        this.sessions = sessions;
    }

    /** Reads the report. Blocks. */
    public Report read(Principal caller, Dates dates) {
        Operation.READ_STATISTICS.requireAllowed(caller);
        ZoneId zone = counters.zone();
        return new Report(
                counters.queue(dates), sessions.countByTag(new TimeRange(dates.from(zone), dates.until(zone))));
    }

    /**
     * A report.
     *
     * @param tags the numbers of the sessions that were opened on these days, by their present tags
     */
    public record Report(QueueFigures figures, List<TagCount> tags) {}
}
