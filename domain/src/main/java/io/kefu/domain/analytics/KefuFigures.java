package io.kefu.domain.analytics;

import io.kefu.domain.user.UserId;
import java.time.Duration;
import java.util.Map;

/**
 * The figures of one kefu in a range of days.
 *
 * @param sessions the number of sessions that ended while the kefu served them
 * @param messages the number of messages that the kefu wrote to customers
 * @param firstResponse the times from the assignment of a session to the kefu's first message in it
 * @param resolution the times from the opening of those sessions to their end
 * @param ratings the number of ratings by score, 1 to 5
 * @param online the total time under a presence lease, in any status
 */
public record KefuFigures(
        UserId kefu,
        long sessions,
        long messages,
        Histogram firstResponse,
        Histogram resolution,
        Map<Integer, Long> ratings,
        Duration online) {
    public KefuFigures {
        ratings = Map.copyOf(ratings);
    }

    public long rated() {
        return ratings.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The mean of the ratings; 0 if there is none. */
    public double averageRating() {
        long sum = ratings.entrySet().stream()
                .mapToLong(score -> score.getKey() * score.getValue())
                .sum();
        return rated() == 0 ? 0 : (double) sum / rated();
    }
}
