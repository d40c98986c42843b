package io.kefu.domain.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kefu.domain.error.DomainException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConversationIdTest {
    @Test
    void anIdContainsItsKey() {
        ConversationId id = new ConversationId("conv_0123456789abcD_-");
        assertThat(id.key()).isEqualTo("0123456789abcD_-");
        assertThat(id).hasToString("conv_0123456789abcD_-");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "conv_",
                "0123456789abcD_-",
                "sess_0123456789abcD_-",
                "conv_0123456789abcD_",
                "conv_0123456789abcD_-0",
                "conv_0123456789abcD_}"
            })
    void otherTextsAreRefused(String text) {
        assertThatExceptionOfType(DomainException.class).isThrownBy(() -> new ConversationId(text));
    }
}
