package io.kefu.websocket.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CatchUpPermitTest {
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final CatchUpGate gate = new CatchUpGate(2);
    private final List<String> started = new ArrayList<>();
    private final CatchUpPermit first = permit();
    private final CatchUpPermit second = permit();
    private final CatchUpPermit third = permit();

    @BeforeEach
    void acquireMoreThanTheGateHas() {
        channel.freezeTime();
        acquire(first, "first");
        acquire(second, "second");
        acquire(third, "third");
    }

    @Test
    void waitsForAFreePermit() {
        assertThat(started).containsExactly("first", "second");
        release(first);
        assertThat(started).containsExactly("first", "second", "third");
    }

    @Test
    void secondReleaseFreesNothing() {
        acquire(permit(), "fourth");
        release(first);
        release(first);
        assertThat(started).containsExactly("first", "second", "third");
    }

    @Test
    void secondRequestWhileTheFirstIsPendingIsIgnored() {
        acquire(third, "third again");
        release(first);
        release(second);
        release(third);
        assertThat(started).containsExactly("first", "second", "third");
        acquire(permit(), "fourth");
        acquire(permit(), "fifth");
        assertThat(started).endsWith("fourth", "fifth");
    }

    @Test
    void permitExpiresEachTimeItIsAcquired() {
        advance(CatchUpPermit.LONGEST.minusMillis(1));
        assertThat(started).containsExactly("first", "second");
        advance(Duration.ofMillis(1));
        assertThat(started).containsExactly("first", "second", "third");
        acquire(first, "first again");
        acquire(second, "second again");
        assertThat(started).endsWith("third", "first again");
        advance(CatchUpPermit.LONGEST);
        assertThat(started).endsWith("first again", "second again");
    }

    private CatchUpPermit permit() {
        return new CatchUpPermit(gate, channel.eventLoop());
    }

    private void advance(Duration time) {
        channel.advanceTimeBy(time.toMillis(), TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
    }

    private void acquire(CatchUpPermit permit, String name) {
        permit.acquire(() -> started.add(name));
        channel.runPendingTasks();
    }

    private void release(CatchUpPermit permit) {
        permit.release();
        channel.runPendingTasks();
    }
}
