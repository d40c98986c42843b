package io.kefu.domain.session;

import static io.kefu.domain.session.SessionState.ACTIVE;
import static io.kefu.domain.session.SessionState.CLOSED;
import static io.kefu.domain.session.SessionState.WAITING;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SessionStateTest {
    @Test
    void aWaitingSessionIsServedOrClosed() {
        assertThat(WAITING.mayBecome(ACTIVE)).isTrue();
        assertThat(WAITING.mayBecome(CLOSED)).isTrue();
        assertThat(WAITING.mayBecome(WAITING)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void anActiveSessionMayBecomeEachState(SessionState next) {
        assertThat(ACTIVE.mayBecome(next)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aClosedSessionStaysClosed(SessionState next) {
        assertThat(CLOSED.mayBecome(next)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void everyStateIsReadBackFromItsWord(SessionState state) {
        assertThat(SessionState.ofWord(state.word())).contains(state);
    }

    @Test
    void otherWordsAreNoStates() {
        assertThat(SessionState.ofWord("")).isEmpty();
        assertThat(SessionState.ofWord("ACTIVE")).isEmpty();
    }
}
