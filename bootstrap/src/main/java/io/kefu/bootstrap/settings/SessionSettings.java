package io.kefu.bootstrap.settings;

import io.kefu.application.session.SessionTimes;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * The times after which the service moves or closes sessions by itself.
 *
 * @param reroute how long after the end of a kefu's lease their sessions are passed on
 * @param abandon how long a session waits for a customer without a socket or a call
 * @param autoClose how long a customer may leave the service's last message unanswered
 */
@ConfigurationProperties("kefu.sessions")
public record SessionSettings(
        @Bindable(defaultValue = "60s") Duration reroute,
        @Bindable(defaultValue = "10m") Duration abandon,
        @Bindable(defaultValue = "30m") Duration autoClose) {
    private static final Duration LONGEST_CALL_WINDOW = Duration.ofMinutes(1);
    private static final Duration PENDING = Duration.ofSeconds(5);

    public SessionTimes times() {
        Duration tenth = abandon.dividedBy(10);
        Duration callWindow = tenth.compareTo(LONGEST_CALL_WINDOW) < 0 ? tenth : LONGEST_CALL_WINDOW;
        // Further calls within the window of a recorded call are not recorded, so the time counts from the end of the
        // window.
        return new SessionTimes(PENDING, reroute, abandon.plus(callWindow), autoClose, callWindow);
    }
}
