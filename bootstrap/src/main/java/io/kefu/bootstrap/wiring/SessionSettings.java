package io.kefu.bootstrap.wiring;

import io.kefu.application.session.SweepSessions;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * When the service moves or closes sessions by itself.
 *
 * @param reroute how long after the end of a kefu's lease their sessions are passed on
 * @param abandon how long a session waits for a customer without a socket
 * @param autoClose how long a customer may owe the answer to the service's last word
 */
@ConfigurationProperties("kefu.sessions")
public record SessionSettings(
        @Bindable(defaultValue = "60s") Duration reroute,
        @Bindable(defaultValue = "10m") Duration abandon,
        @Bindable(defaultValue = "30m") Duration autoClose) {
    /** After which a change that its conversation did not follow is certainly not under way any more. */
    private static final Duration SETTLED = Duration.ofSeconds(5);

    SweepSessions.Times times() {
        return new SweepSessions.Times(SETTLED, reroute, abandon, autoClose);
    }
}
