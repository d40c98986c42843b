package io.kefu.application.session;

import java.time.Duration;

/**
 * The times after which the service changes sessions by itself.
 *
 * @param pending how long an assignment, or the closing of a blocked customer's session, may be pending before a sweep does it:
 *     longer than any call takes, and shorter than {@code UserStore.REST}
 * @param silent how long after the end of the lease the sessions of a kefu are returned to the queue
 * @param abandoned how long a customer may wait without a socket and without a recorded call before the session is closed
 * @param idle how long a customer may leave the kefu's last message without an answer before the session is closed
 * @param callWindow calls of a customer within this time after a recorded call are not recorded
 */
public record SessionTimes(Duration pending, Duration silent, Duration abandoned, Duration idle, Duration callWindow) {}
