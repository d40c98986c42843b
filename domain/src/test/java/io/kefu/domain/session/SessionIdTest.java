package io.kefu.domain.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.error.DomainException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionIdTest {
    @Test
    void carriesItsConversationAndSuffix() {
        ConversationId conversation = new ConversationId("conv_0123456789abcDE-");
        SessionId id = SessionId.of(conversation, "x_-YZ123");
        assertThat(id.value()).isEqualTo("sess_0123456789abcDE-x_-YZ123");
        assertThat(id.conversation()).isEqualTo(conversation);
        assertThat(id.suffix()).isEqualTo("x_-YZ123");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sess_",
                "conv_0123456789abcDE-x_-YZ123",
                "sess_0123456789abcDE-x_-YZ12",
                "sess_0123456789abcDE-x_-YZ1234",
                "sess_0123456789abcDE-x|-YZ123"
            })
    void refusesOtherForms(String text) {
        assertThatExceptionOfType(DomainException.class).isThrownBy(() -> new SessionId(text));
    }
}
