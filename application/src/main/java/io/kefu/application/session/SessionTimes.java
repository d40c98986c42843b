package io.kefu.application.session;

import java.time.Duration;

/**
 * The times after which the service changes sessions by itself.
 *
 * @param settled after this time no call is still under way that could apply an assignment or close a blocked customer's
 *     session, so a sweep does it; shorter than {@code UserStore.REST}
 * @param silent how long after the end of a kefu's lease their sessions are passed on
 * @param abandoned how long a customer may wait without a socket and without a noted call before the session is closed
 * @param idle how long a customer may leave the service's last message unanswered before the session is closed
 * @param callWindow calls of a customer within this time after a noted call are not noted
 */
public record SessionTimes(Duration settled, Duration silent, Duration abandoned, Duration idle, Duration callWindow) {}
