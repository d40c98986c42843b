package io.kefu.rest.connection;

import io.kefu.application.account.EraseUser;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How long a connection waits for its client.
 *
 * @param bodyTime how long a request's body may take to arrive, uploads excepted; at most half of {@link EraseUser#ID_RESERVATION}, so that
 *     a slow request cannot reach a new user who took the id of an erased one
 * @param headTime how long the head of a request may take to arrive, from the accept of the connection or from the head's
 *     first byte
 * @param idleTime how long a connection may be idle between two requests
 */
@ConfigurationProperties("kefu.http")
public record HttpSettings(
        @Bindable(defaultValue = "20s") Duration bodyTime,
        @Bindable(defaultValue = "10s") Duration headTime,
        @Bindable(defaultValue = "75s") Duration idleTime) {
    public HttpSettings {
        requirePositive("KEFU_HTTP_HEAD_TIME", headTime);
        requirePositive("KEFU_HTTP_IDLE_TIME", idleTime);
        if (!bodyTime.isPositive() || bodyTime.compareTo(EraseUser.ID_RESERVATION.dividedBy(2)) > 0) {
            throw new IllegalArgumentException("KEFU_HTTP_BODY_TIME: expected more than nothing and at most 30s");
        }
    }

    private static void requirePositive(String name, Duration time) {
        if (!time.isPositive()) {
            throw new IllegalArgumentException(name + ": expected more than nothing");
        }
    }
}
