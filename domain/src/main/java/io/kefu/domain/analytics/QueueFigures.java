package io.kefu.domain.analytics;

/**
 * The figures of the queue in a range of days.
 *
 * @param opened the number of sessions that were opened
 * @param abandoned the number of sessions that ended before a kefu served them
 * @param waits the times from the opening of a session to its first assignment to a kefu
 */
public record QueueFigures(long opened, long abandoned, Histogram waits) {}
