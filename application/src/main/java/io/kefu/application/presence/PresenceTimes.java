package io.kefu.application.presence;

import java.time.Duration;

/**
 * The times that decide who is online.
 *
 * @param lease how long a user counts as online after the last sign of life
 * @param grace how long a user may be offline, for example during the reload of a page, before others are notified
 */
public record PresenceTimes(Duration lease, Duration grace) {}
