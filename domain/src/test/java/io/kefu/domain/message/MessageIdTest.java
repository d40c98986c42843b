package io.kefu.domain.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.error.DomainException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageIdTest {
    private static final ConversationId CONVERSATION = new ConversationId("conv_0123456789abcDE-");

    @ParameterizedTest
    @ValueSource(longs = {1, 255, 256, 1L << 31, (1L << 48) - 1})
    void anIdContainsConversationSeqAndTime(long seq) {
        long time = 1_772_366_400_123L;
        MessageId id = MessageId.of(CONVERSATION, seq, time);
        MessageId parsed = new MessageId(id.value());
        assertThat(parsed).isEqualTo(id).hasToString(id.value());
        assertThat(parsed.conversation()).isEqualTo(CONVERSATION);
        assertThat(parsed.seq()).isEqualTo(seq);
        assertThat(parsed.time()).isEqualTo(time % MessageId.TIME_MODULUS);
        assertThat(id.value()).startsWith("msg_0123456789abcDE-").hasSize(32);
    }

    @Test
    void theSameSeqAtAnotherTimeHasAnotherId() {
        assertThat(MessageId.of(CONVERSATION, 7, 1_000)).isNotEqualTo(MessageId.of(CONVERSATION, 7, 1_001));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "msg_",
                "conv_0123456789abcDE-AAAAAAAAAAAA",
                "msg_0123456789abcDE-AAAAAAAAAAA",
                "msg_0123456789abcDE-AAAAAAAAAAAAA",
                "msg_0123456789abcDE-AAAAAAAAAA+A"
            })
    void otherTextsAreRefused(String text) {
        assertThatExceptionOfType(DomainException.class).isThrownBy(() -> new MessageId(text));
    }
}
