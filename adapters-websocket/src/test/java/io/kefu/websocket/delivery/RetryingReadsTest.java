package io.kefu.websocket.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.domain.error.DomainException;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RetryingReadsTest {
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final List<String> used = new ArrayList<>();
    private final RetryingReads reads = new RetryingReads(Runnable::run, channel.eventLoop());
    private RuntimeException failure = DomainException.unavailable(Duration.ofSeconds(1));
    private int failures;
    private int attempts;

    @BeforeEach
    void freezeTime() {
        channel.freezeTime();
    }

    @Test
    void repeatsReadUntilStoreAnswers() {
        failures = 3;
        read();
        for (int i = 0; i < 3; i++) {
            assertThat(used).isEmpty();
            pause();
        }
        assertThat(used).containsExactly("a change");
        pause();
        assertThat(attempts).isEqualTo(4);
    }

    @Test
    void doesNotRepeatReadThatFailsForAnotherReason() {
        failures = 1;
        failure = new IllegalStateException("broken");
        read();
        pause();
        assertThat(attempts).isEqualTo(1);
    }

    @Test
    void doesNotRepeatReadAfterStop() {
        failures = 1;
        read();
        reads.stop();
        pause();
        assertThat(attempts).isEqualTo(1);
    }

    private void read() {
        var stage = reads.read(this::source, used::add, this::read);
        channel.runPendingTasks();
        assertThat(stage).isCompleted();
    }

    private void pause() {
        channel.advanceTimeBy(RetryingReads.PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
    }

    private String source() {
        attempts++;
        if (failures-- > 0) {
            throw failure;
        }
        return "a change";
    }
}
