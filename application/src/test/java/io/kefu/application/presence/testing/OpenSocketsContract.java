package io.kefu.application.presence.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.presence.port.OpenSockets;
import io.kefu.domain.presence.OpenSocket;
import io.kefu.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The contract of {@link OpenSockets}. */
public abstract class OpenSocketsContract {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration LEASE = Duration.ofSeconds(45);
    private static final UserId USER = new UserId("user");
    private static final UserId OTHER = new UserId("other");
    private static final OpenSocket PHONE = new OpenSocket(NOON, NOON.plusSeconds(5), "App/1.0 (Android 14)");
    private static final OpenSocket UNKNOWN = new OpenSocket(NOON.plusSeconds(1), NOON.plusSeconds(9), "");

    /** A store without sockets, of a deployment with these nodes. */
    protected abstract OpenSockets create(String... nodes);

    @Test
    void eachNodeReportsTheSocketsOfItsUsers() {
        OpenSockets sockets = create("one", "two");
        assertThat(sockets.of(USER)).isEmpty();
        sockets.report("one", Map.of(USER, List.of(PHONE, UNKNOWN), OTHER, List.of(UNKNOWN)), LEASE);
        sockets.report("two", Map.of(USER, List.of(UNKNOWN)), LEASE);
        assertThat(sockets.of(USER)).isEqualTo(Map.of("one", List.of(PHONE, UNKNOWN), "two", List.of(UNKNOWN)));
        assertThat(sockets.of(OTHER)).isEqualTo(Map.of("one", List.of(UNKNOWN)));
    }

    @Test
    void aReportReplacesOnlyTheSocketsOfItsUsers() {
        OpenSockets sockets = create("one");
        sockets.report("one", Map.of(USER, List.of(PHONE), OTHER, List.of(PHONE)), LEASE);
        sockets.report("one", Map.of(USER, List.of()), LEASE);
        assertThat(sockets.of(USER)).isEmpty();
        sockets.report("one", Map.of(USER, List.of(UNKNOWN)), LEASE);
        assertThat(sockets.of(USER)).isEqualTo(Map.of("one", List.of(UNKNOWN)));
        assertThat(sockets.of(OTHER)).isEqualTo(Map.of("one", List.of(PHONE)));
    }
}
