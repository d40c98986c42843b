package io.kefu.domain.analytics;

/**
 * The figures of the queue in a range of days.
 *
 * @param opened the number of sessions that were opened
 * @param abandoned the number of sessions that ended before a kefu served them
 * @param waits of the sessions whose wait was at least partly within the working hours: the time within the hours from the opening
 *     to the first assignment to a kefu
 * @param waitsOutsideHours of the other sessions that were assigned to a kefu: the time from the opening to the first assignment
 */
public record QueueFigures(long opened, long abandoned, Histogram waits, Histogram waitsOutsideHours) {}
