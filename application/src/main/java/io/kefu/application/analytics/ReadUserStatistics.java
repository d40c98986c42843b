package io.kefu.application.analytics;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.analytics.port.Counters;
import io.kefu.application.user.port.UserStore;
import io.kefu.domain.analytics.MessageCount;
import io.kefu.domain.analytics.Period;
import io.kefu.domain.analytics.UserFigures;
import java.time.Instant;
import java.time.InstantSource;

/** Reads how many customers were active in a period, and how long their sessions lasted. */
@UseCase
public final class ReadUserStatistics {
    private final UserStore users;
    private final Counters counters;
    private final InstantSource clock;

    public ReadUserStatistics(UserStore users, Counters counters, InstantSource clock) {
        this.users = users;
        this.counters = counters;
        this.clock = clock;
    }

    /** Reads the figures. Sessions are counted from the quarter-hour in which the period begins. Blocks. */
    public UserFigures read(Principal caller, Period period) {
        Operation.READ_STATISTICS.requireAllowed(caller);
        Instant now = clock.instant();
        Instant since = period.before(now);
        UserStore.CustomerCounts customers = users.countCustomers(since);
        Instant until = MessageCount.quarterOf(now).plus(MessageCount.QUARTER);
        return new UserFigures(
                customers.active(),
                customers.created(),
                counters.closed(MessageCount.quarterOf(since), until).average());
    }
}
