package io.kefu.application.analytics.port;

import io.kefu.domain.analytics.Dates;
import io.kefu.domain.analytics.KefuFigures;
import io.kefu.domain.analytics.MessageCount;
import io.kefu.domain.analytics.QueueFigures;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * Reads the counters behind statistics and reports. The other ports write them: the message log counts messages, the session
 * store counts openings, assignments, endings and ratings, and presence counts online time.
 *
 * <p>Every method blocks. The number of round trips is small and does not depend on how much is stored; the time grows with the
 * number of days only. Counters that are older than the retention read as zero. A store that does not answer in time
 * throws a {@code DomainException} with the code {@code SERVICE_UNAVAILABLE}.
 */
public interface Counters {

    /**
     * The exact message counts of the quarter-hours in a range, in no particular order. Recalled messages are counted,
     * {@code system} entries are not.
     *
     * @param from the beginning of the first quarter-hour
     * @param until the end of the last quarter-hour
     */
    List<MessageCount> messages(Instant from, Instant until);

    /**
     * The sessions that ended in the quarter-hours of a range.
     *
     * @param from the beginning of the first quarter-hour
     * @param until the end of the last quarter-hour
     */
    Closed closed(Instant from, Instant until);

    /** The configured zone, in which days begin unless a caller names another zone. Does not block. */
    ZoneId zone();

    /** The figures of each kefu in days of the configured zone, ordered by id. A kefu without figures is left out. */
    List<KefuFigures> kefu(Dates dates);

    /** The figures of the queue in days of the configured zone. */
    QueueFigures queue(Dates dates);

    /**
     * Ended sessions.
     *
     * @param count the number of sessions
     * @param total the sum of their lengths, each from opening to end
     */
    record Closed(long count, Duration total) {
        /** The average length; zero if there is no session. */
        public Duration average() {
            return count == 0 ? Duration.ZERO : total.dividedBy(count);
        }
    }
}
