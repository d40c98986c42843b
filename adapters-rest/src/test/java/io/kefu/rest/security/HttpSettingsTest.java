package io.kefu.rest.security;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HttpSettingsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static HttpSettings settings(Duration body, Duration head, Duration idle) {
        return new HttpSettings(List.of(), body, head, idle);
    }

    /** A call that takes longer could end up with whoever has the id of an erased user by then. */
    @Test
    void aBodyEndsBeforeAnIdHasRested() {
        assertThatCode(() -> settings(Duration.ofSeconds(30), SECOND, SECOND)).doesNotThrowAnyException();
        for (Duration wrong : List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofSeconds(31))) {
            assertThatThrownBy(() -> settings(wrong, SECOND, SECOND)).hasMessageContaining("KEFU_HTTP_BODY_TIME");
        }
    }

    @Test
    void timesArePositive() {
        for (Duration wrong : List.of(Duration.ZERO, Duration.ofSeconds(-1))) {
            assertThatThrownBy(() -> settings(SECOND, wrong, SECOND)).hasMessageContaining("KEFU_HTTP_HEAD_TIME");
            assertThatThrownBy(() -> settings(SECOND, SECOND, wrong)).hasMessageContaining("KEFU_HTTP_IDLE_TIME");
        }
    }
}
