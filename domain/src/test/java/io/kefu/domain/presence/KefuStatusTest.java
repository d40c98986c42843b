package io.kefu.domain.presence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KefuStatusTest {
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OFFLINE")
    void everyStatusButOfflineCanBeChosenByItsWord(KefuStatus status) {
        assertThat(KefuStatus.chosen(status.word())).contains(status);
    }

    @Test
    void offlineCanNotBeChosen() {
        assertThat(KefuStatus.chosen("offline")).isEmpty();
        assertThat(KefuStatus.chosen("")).isEmpty();
    }
}
