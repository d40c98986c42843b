package io.kefu.domain.analytics;

/**
 * How the queue was on some days.
 *
 * @param opened how many sessions were opened
 * @param abandoned how many ended before anybody served them
 * @param waits from the opening of a session until somebody served it
 */
public record QueueFigures(long opened, long abandoned, Histogram waits) {}
