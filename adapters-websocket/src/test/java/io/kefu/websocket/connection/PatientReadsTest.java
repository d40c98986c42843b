package io.kefu.websocket.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.domain.error.DomainException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatientReadsTest {
    private final Deque<Runnable> pauses = new ArrayDeque<>();
    private final List<String> told = new ArrayList<>();
    private final PatientReads reads = new PatientReads(Runnable::run, Runnable::run, pauses::add);
    private RuntimeException failure = DomainException.unavailable(Duration.ofSeconds(1));
    private int failures;

    @Test
    void whatCannotBeReadIsReadAgainUntilItCan() {
        failures = 3;
        read();
        for (int i = 0; i < 3; i++) {
            assertThat(told).isEmpty();
            pauses.remove().run();
        }
        assertThat(told).containsExactly("a change");
        assertThat(pauses).isEmpty();
    }

    @Test
    void whatTimeDoesNotMendIsNotRepeated() {
        failures = 1;
        failure = new IllegalStateException("broken");
        read();
        assertThat(pauses).isEmpty();
    }

    @Test
    void nothingIsReadForWhoIsGone() {
        failures = 1;
        read();
        reads.end();
        pauses.remove().run();
        assertThat(told).isEmpty();
    }

    private void read() {
        assertThat(reads.read(this::source, told::add, this::read)).isCompleted();
    }

    private String source() {
        if (failures-- > 0) {
            throw failure;
        }
        return "a change";
    }
}
