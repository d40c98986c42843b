package io.kefu.websocket.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.websocket.frame.ServerFrame;
import io.kefu.websocket.socket.Inbox.Outcome;
import io.kefu.websocket.socket.Inbox.Turn;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InboxTest {
    private final List<String> begun = new ArrayList<>();
    private final List<String> answered = new ArrayList<>();
    private final Map<String, CompletableFuture<Outcome>> underWay = new HashMap<>();
    private final Inbox inbox = new Inbox(
            new EmbeddedChannel(),
            frame -> new NamedWork(new String(frame, UTF_8)),
            answer -> answered.add(answer.type()),
            () -> false);

    @BeforeEach
    void open() {
        inbox.open();
    }

    @Test
    void framesThatMayOverlapBeginAtOnceAndAreAnsweredInOrder() {
        receive("message 1", "message 2");
        assertThat(begun).containsExactly("message 1 ALONE", "message 2 OVERLAPPING");
        done("message 2");
        assertThat(answered).isEmpty();
        done("message 1");
        assertThat(answered).containsExactly("message 1", "message 2");
    }

    @Test
    void aFrameThatMayNotOverlapWaitsAndLetsLaterFramesWait() {
        receive("message 1", "typing", "message 2");
        assertThat(begun).containsExactly("message 1 ALONE");
        done("message 1");
        assertThat(begun).endsWith("typing ALONE");
        done("typing");
        assertThat(begun).endsWith("message 2 ALONE");
    }

    @Test
    void framesThatAreRefusedWhileTheyOverlapAreHandledAgainInTheirOrder() {
        receive("message 1", "message 2", "message 3");
        refused("message 3");
        refused("message 2");
        assertThat(begun).hasSize(3);
        done("message 1");
        assertThat(begun).endsWith("message 2 ALONE");
        receive("message 4");
        assertThat(begun).endsWith("message 2 ALONE", "message 4 OVERLAPPING");
        done("message 2");
        assertThat(begun).endsWith("message 3 ALONE");
        done("message 4");
        done("message 3");
        assertThat(answered).containsExactly("message 1", "message 2", "message 3", "message 4");
    }

    @Test
    void aFrameThatIsRefusedAloneIsAnsweredSo() {
        receive("message 1", "message 2");
        refused("message 1");
        assertThat(answered).containsExactly("refused message 1");
        refused("message 2");
        assertThat(answered).hasSize(1);
        refused("message 2");
        assertThat(answered).containsExactly("refused message 1", "refused message 2");
    }

    @Test
    void theSocketCanCloseOnlyAfterARefusedFrameWasHandledAgain() {
        receive("message 1", "message 2");
        inbox.finish(() -> answered.add("closed"));
        refused("message 2");
        done("message 1");
        assertThat(answered).containsExactly("message 1");
        done("message 2");
        assertThat(answered).containsExactly("message 1", "message 2", "closed");
    }

    private void receive(String... frames) {
        for (String frame : frames) {
            inbox.offer(frame.getBytes(UTF_8));
        }
    }

    private void done(String frame) {
        end(frame, new Outcome(Optional.of(named(frame)), false));
    }

    private void refused(String frame) {
        end(frame, new Outcome(Optional.of(named("refused " + frame)), true));
    }

    private void end(String frame, Outcome outcome) {
        assertThat(underWay.remove(frame)).isNotNull().satisfies(stage -> stage.complete(outcome));
    }

    private static ServerFrame named(String type) {
        return new ServerFrame(type, new ServerFrame.Done(), null);
    }

    private final class NamedWork implements Inbox.Work {
        private final String name;

        NamedWork(String name) {
            this.name = name;
        }

        @Override
        public boolean mayOverlap() {
            return name.startsWith("message");
        }

        @Override
        public CompletionStage<Outcome> begin(Turn turn) {
            begun.add(name + " " + turn);
            CompletableFuture<Outcome> outcome = new CompletableFuture<>();
            underWay.put(name, outcome);
            return outcome;
        }
    }
}
