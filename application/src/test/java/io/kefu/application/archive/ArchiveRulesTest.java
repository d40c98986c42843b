package io.kefu.application.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kefu.application.archive.ArchiveConversations.Rules;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ArchiveRulesTest {
    private static final Duration NEVER = Duration.ZERO;

    @Test
    void eachRuleCanBeSwitchedOff() {
        assertThat(new Rules(Duration.ofDays(90), 1).isOn()).isTrue();
        assertThat(new Rules(NEVER, 0.8).isOn()).isTrue();
        assertThat(new Rules(NEVER, 1).isOn()).isFalse();
    }

    @Test
    void negativeValuesAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Rules(Duration.ofSeconds(-1), 0.8));
        assertThatIllegalArgumentException().isThrownBy(() -> new Rules(NEVER, -0.1));
    }
}
