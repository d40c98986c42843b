package io.kefu.bootstrap.wiring;

import io.kefu.application.session.SweepSessions;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * When the service moves or closes sessions by itself.
 *
 * @param reroute how long after the end of a kefu's lease their sessions are passed on
 * @param abandon how long a session waits for a customer without a socket or a call
 * @param autoClose how long a customer may owe the answer to the service's last word
 */
@ConfigurationProperties("kefu.sessions")
public record SessionSettings(
        @Bindable(defaultValue = "60s") Duration reroute,
        @Bindable(defaultValue = "10m") Duration abandon,
        @Bindable(defaultValue = "30m") Duration autoClose) {
    private static final Duration LONGEST_CALL_WINDOW = Duration.ofMinutes(1);

    /** After which a change that its conversation did not follow is certainly not under way any more. */
    static final Duration SETTLED = Duration.ofSeconds(5);

    /** The time in which a node records only one call of a customer. */
    Duration callWindow() {
        Duration tenth = abandon.dividedBy(10);
        return tenth.compareTo(LONGEST_CALL_WINDOW) < 0 ? tenth : LONGEST_CALL_WINDOW;
    }

    SweepSessions.Times times() {
        // Calls within the window after a recorded one are not recorded, so the time counts from the end of the window.
        return new SweepSessions.Times(SETTLED, reroute, abandon.plus(callWindow()), autoClose);
    }
}
