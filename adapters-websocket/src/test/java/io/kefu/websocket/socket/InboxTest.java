package io.kefu.websocket.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.websocket.frame.ServerFrame;
import io.kefu.websocket.frame.TestFrames;
import io.kefu.websocket.socket.Inbox.Outcome;
import io.kefu.websocket.socket.Inbox.Turn;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.time.InstantSource;
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
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Outbound outbound = new Outbound(
            channel, TestFrames.JSON, 1_000_000, new SocketMeters(new SimpleMeterRegistry(), InstantSource.system()));
    private final List<String> started = new ArrayList<>();
    private final List<String> answered = new ArrayList<>();
    private final Map<String, CompletableFuture<Outcome>> inProgress = new HashMap<>();
    private final Inbox inbox = new Inbox(channel, frame -> new NamedWork(new String(frame, UTF_8)), outbound);

    @BeforeEach
    void open() {
        inbox.open();
    }

    @Test
    void framesThatMayOverlapStartAtOnceAndAreAnsweredInOrder() {
        receive("message 1", "message 2");
        assertThat(started).containsExactly("message 1 ALONE", "message 2 OVERLAPPING");
        done("message 2");
        assertThat(answered()).isEmpty();
        done("message 1");
        assertThat(answered()).containsExactly("message 1", "message 2");
    }

    @Test
    void aFrameThatMayNotOverlapWaitsAndLetsLaterFramesWait() {
        receive("message 1", "typing", "message 2");
        assertThat(started).containsExactly("message 1 ALONE");
        done("message 1");
        assertThat(started).endsWith("typing ALONE");
        done("typing");
        assertThat(started).endsWith("message 2 ALONE");
    }

    @Test
    void framesThatAreRefusedWhileTheyOverlapAreHandledAgainInTheirOrder() {
        receive("message 1", "message 2", "message 3");
        refused("message 3");
        refused("message 2");
        assertThat(started).hasSize(3);
        done("message 1");
        assertThat(started).endsWith("message 2 ALONE");
        receive("message 4");
        assertThat(started).endsWith("message 2 ALONE", "message 4 OVERLAPPING");
        done("message 2");
        assertThat(started).endsWith("message 3 ALONE");
        done("message 4");
        done("message 3");
        assertThat(answered()).containsExactly("message 1", "message 2", "message 3", "message 4");
    }

    @Test
    void frameThatIsRefusedAloneIsAnsweredWithTheRefusal() {
        receive("message 1", "message 2");
        refused("message 1");
        assertThat(answered()).containsExactly("refused message 1");
        refused("message 2");
        assertThat(answered()).hasSize(1);
        refused("message 2");
        assertThat(answered()).containsExactly("refused message 1", "refused message 2");
    }

    @Test
    void theSocketCanCloseOnlyAfterARefusedFrameWasHandledAgain() {
        receive("message 1", "message 2");
        inbox.finish(() -> answered().add("closed"));
        refused("message 2");
        done("message 1");
        assertThat(answered()).containsExactly("message 1");
        done("message 2");
        assertThat(answered()).containsExactly("message 1", "message 2", "closed");
    }

    @Test
    void framesWaitUntilTheInboxIsOpened() {
        inbox.clear();
        receive("message 1");
        assertThat(started).isEmpty();
        inbox.open();
        assertThat(started).containsExactly("message 1 ALONE");
    }

    @Test
    void theSocketIsNotReadWhileManyFramesWait() {
        receive("first");
        for (int i = 0; i < 256; i++) {
            assertThat(channel.config().isAutoRead()).isTrue();
            receive("waiting " + i);
        }
        assertThat(channel.config().isAutoRead()).isFalse();
        done("first");
        for (int i = 0; !channel.config().isAutoRead(); i++) {
            done("waiting " + i);
        }
        assertThat(started).hasSize(1 + 256 - 64);
    }

    @Test
    void noFrameStartsWhileTheSocketIsClosing() {
        receive("first", "second");
        outbound.close(CloseCode.GOING_AWAY);
        done("first");
        assertThat(started).containsExactly("first ALONE");
    }

    private List<String> answered() {
        for (Object frame = channel.readOutbound(); frame != null; frame = channel.readOutbound()) {
            String json = ((TextWebSocketFrame) frame).text();
            answered.add(json.replaceAll(".*\"type\":\"([^\"]*)\".*", "$1"));
        }
        return answered;
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
        assertThat(inProgress.remove(frame)).isNotNull().satisfies(stage -> stage.complete(outcome));
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
        public CompletionStage<Outcome> start(Turn turn) {
            started.add(name + " " + turn);
            CompletableFuture<Outcome> outcome = new CompletableFuture<>();
            inProgress.put(name, outcome);
            return outcome;
        }
    }
}
