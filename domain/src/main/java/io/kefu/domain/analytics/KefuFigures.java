package io.kefu.domain.analytics;

import io.kefu.domain.user.UserId;
import java.time.Duration;
import java.util.Map;

/**
 * What a kefu did on some days.
 *
 * @param sessions how many they served to the end
 * @param messages how many they wrote to customers
 * @param firstResponse from when they were given a session until their first message in it
 * @param resolution from the opening of those sessions to their end
 * @param ratings how often customers gave each score
 * @param online for how long they were there, whatever their status
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

    /** How many ratings there were. */
    public long rated() {
        return ratings.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The ratings' mean; 0 for none. */
    public double averageRating() {
        long sum = ratings.entrySet().stream()
                .mapToLong(score -> score.getKey() * score.getValue())
                .sum();
        return rated() == 0 ? 0 : (double) sum / rated();
    }
}
