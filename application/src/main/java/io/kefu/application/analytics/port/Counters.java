package io.kefu.application.analytics.port;

import io.kefu.domain.analytics.Dates;
import io.kefu.domain.analytics.KefuFigures;
import io.kefu.domain.analytics.MessageCount;
import io.kefu.domain.analytics.QueueFigures;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Reads what the other ports count as it happens: what the log stores, what the session store places, ends and rates, and how
 * long presence sees kefu. Blocks. A call takes the same few round trips however much is stored, and the time that it takes
 * grows with the days that are asked for alone. What is older than counts are kept reads as nothing. A store that does not
 * answer in time throws a {@code DomainException} of code {@code SERVICE_UNAVAILABLE}.
 */
public interface Counters {

    /**
     * The messages of the quarter-hours from one that begins then to one that ends then, in no order; exact. A recalled one
     * still counts, since it was written; the service's own entries do not.
     */
    List<MessageCount> messages(Instant from, Instant until);

    /** The sessions that ended in the quarter-hours from one that begins then to one that ends then. */
    Closed closed(Instant from, Instant until);

    /** What each kefu did on some days of the house's zone, in the order of their ids; whoever did nothing is left out. */
    List<KefuFigures> kefu(Dates dates);

    /** How the queue was on some days of the house's zone. */
    QueueFigures queue(Dates dates);

    /**
     * Sessions that ended.
     *
     * @param total how long they lasted together, from their opening to their end
     */
    record Closed(long count, Duration total) {
        /** How long they lasted on average; none for none. */
        public Duration average() {
            return count == 0 ? Duration.ZERO : total.dividedBy(count);
        }
    }
}
