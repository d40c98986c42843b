package io.kefu.application.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.message.port.MessageLog.Cursors;
import org.junit.jupiter.api.Test;

/** The cursors that a feed gives. */
class FeedCursorsTest {
    private final FeedBench bench = new FeedBench();

    @Test
    void cursorEventsAreGivenToTheReceiver() {
        bench.append(1);
        bench.open(1);
        bench.advance(1);
        bench.hearAll();
        assertThat(bench.heardCursors()).extracting(event -> event.read()).containsExactly(1L);
    }

    @Test
    void cursorsThatWereRaisedWithoutAnEventAreGivenAfterTheNextRead() {
        bench.append(2);
        bench.open(2);
        bench.advancePeer(1);
        bench.interrupt();
        bench.hear();
        bench.reads().answer();
        assertThat(bench.heardCursors()).extracting(event -> event.read()).containsExactly(1L);
        bench.interrupt();
        bench.hear();
        bench.reads().answer();
        assertThat(bench.heardCursors()).hasSize(1);
    }

    @Test
    void ownCursorsThatWereRaisedWithoutAnEventAreGivenAsWell() {
        bench.append(3);
        ConversationFeed feed = bench.start(3);
        bench.advance(1, "another device");
        bench.hearAll();
        feed.open();
        bench.reads().answer();
        assertThat(bench.heardCursors()).extracting(event -> event.read()).containsExactly(1L);
        bench.advance(2, null);
        bench.interrupt();
        bench.hear();
        bench.reads().answer();
        bench.interrupt();
        bench.hear();
        bench.reads().answer();
        assertThat(bench.heardCursors()).extracting(event -> event.read()).containsExactly(1L, 2L);
    }

    @Test
    void cursorsThatTheConnectionReportedAreNotGivenBack() {
        bench.append(3);
        ConversationFeed feed = bench.open(3);
        feed.recordReported(Cursors.readUpTo(2));
        bench.advance(2, FeedBench.HERE);
        bench.interrupt();
        bench.hear();
        bench.reads().answer();
        assertThat(bench.heardCursors()).isEmpty();
        bench.advance(3, "another device");
        bench.interrupt();
        bench.hear();
        bench.reads().answer();
        assertThat(bench.heardCursors()).extracting(event -> event.read()).containsExactly(3L);
    }
}
