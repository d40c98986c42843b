package io.kefu.rest.security;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class HttpSettingsTest {
    /** A call that takes longer could end up with whoever has the id of an erased user by then. */
    @Test
    void aBodyEndsBeforeAnIdHasRested() {
        assertThatCode(() -> new HttpSettings(List.of(), Duration.ofSeconds(30)))
                .doesNotThrowAnyException();
        for (Duration wrong : List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofSeconds(31))) {
            assertThatThrownBy(() -> new HttpSettings(List.of(), wrong)).hasMessageContaining("KEFU_HTTP_BODY_TIME");
        }
    }
}
