package io.kefu.rest.connection;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HttpSettingsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** A slower request could reach a new user who took the id of an erased one. */
    @Test
    void bodyTimeIsAtMostHalfTheReservationOfAnErasedId() {
        assertThatCode(() -> new HttpSettings(Duration.ofSeconds(30), SECOND, SECOND))
                .doesNotThrowAnyException();
        for (Duration wrong : List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofSeconds(31))) {
            assertThatThrownBy(() -> new HttpSettings(wrong, SECOND, SECOND))
                    .hasMessageContaining("KEFU_HTTP_BODY_TIME");
        }
    }

    @Test
    void headTimeAndIdleTimeArePositive() {
        for (Duration wrong : List.of(Duration.ZERO, Duration.ofSeconds(-1))) {
            assertThatThrownBy(() -> new HttpSettings(SECOND, wrong, SECOND))
                    .hasMessageContaining("KEFU_HTTP_HEAD_TIME");
            assertThatThrownBy(() -> new HttpSettings(SECOND, SECOND, wrong))
                    .hasMessageContaining("KEFU_HTTP_IDLE_TIME");
        }
    }
}
