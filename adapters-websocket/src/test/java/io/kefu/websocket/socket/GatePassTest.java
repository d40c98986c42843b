package io.kefu.websocket.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.websocket.settings.WebSocketSettings;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GatePassTest {
    private static final Duration ANY = Duration.ofSeconds(1);

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Gate gate = new Gate(new WebSocketSettings(ANY, 1, 1, 1, 1, false, false, 2, ANY));
    private final List<String> inside = new ArrayList<>();
    private final GatePass one = pass();
    private final GatePass two = pass();
    private final GatePass late = pass();

    @BeforeEach
    void fill() {
        channel.freezeTime();
        enter(one, "one");
        enter(two, "two");
        enter(late, "late");
    }

    @Test
    void othersWaitForAPlace() {
        assertThat(inside).containsExactly("one", "two");
        leave(one);
        assertThat(inside).containsExactly("one", "two", "late");
    }

    @Test
    void whoLeavesTwiceGivesOnePlace() {
        enter(pass(), "last");
        leave(one);
        leave(one);
        assertThat(inside).containsExactly("one", "two", "late");
    }

    @Test
    void whoAsksAgainMeanwhileGetsOnePlace() {
        enter(late, "late again");
        leave(one);
        leave(two);
        leave(late);
        assertThat(inside).containsExactly("one", "two", "late");
        enter(pass(), "next");
        enter(pass(), "and next");
        assertThat(inside).endsWith("next", "and next");
    }

    @Test
    void whoStaysTooLongLosesThePlaceEachTime() {
        await(GatePass.LONGEST.minusMillis(1));
        assertThat(inside).containsExactly("one", "two");
        await(Duration.ofMillis(1));
        assertThat(inside).containsExactly("one", "two", "late");
        enter(one, "one again");
        enter(two, "two again");
        assertThat(inside).endsWith("late", "one again");
        await(GatePass.LONGEST);
        assertThat(inside).endsWith("one again", "two again");
    }

    private GatePass pass() {
        return new GatePass(gate, channel.eventLoop());
    }

    private void await(Duration time) {
        channel.advanceTimeBy(time.toMillis(), TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
    }

    private void enter(GatePass pass, String name) {
        pass.enter(() -> inside.add(name));
        channel.runPendingTasks();
    }

    private void leave(GatePass pass) {
        pass.leave();
        channel.runPendingTasks();
    }
}
