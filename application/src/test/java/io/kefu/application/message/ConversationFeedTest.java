package io.kefu.application.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The messages that a feed gives, in the order of their seqs and without a gap. */
class ConversationFeedTest {
    private final FeedBench bench = new FeedBench();

    @Test
    void theReceiverGetsNothingBeforeTheFeedIsOpen() {
        ConversationFeed feed = bench.start(0);
        bench.append(1);
        bench.hearAll();
        assertThat(bench.reads().isPending()).isFalse();
        assertThat(bench.received()).isEmpty();
        feed.open();
        feed.open();
        bench.reads().answer();
        assertThat(bench.received()).containsExactly(1L);
        assertThat(bench.reads().reads()).isEqualTo(1);
    }

    @Test
    void theFeedBeginsAfterItsPosition() {
        bench.append(5);
        bench.open(3);
        assertThat(bench.received()).containsExactly(4L, 5L);
        bench.append(1);
        bench.hear();
        bench.hear();
        assertThat(bench.received()).containsExactly(4L, 5L, 6L);
        assertThat(bench.reads().reads()).isEqualTo(1);
    }

    @Test
    void aMissingSeqIsReadFromTheLog() {
        bench.open(0);
        bench.append(3);
        bench.lose();
        bench.hear();
        assertThat(bench.received()).isEmpty();
        bench.reads().answer();
        assertThat(bench.received()).containsExactly(1L, 2L, 3L);
        bench.hear();
        assertThat(bench.received()).hasSize(3);
        assertThat(bench.reads().isPending()).isFalse();
    }

    @Test
    void theLogIsReadAfterAnInterruption() {
        bench.open(0);
        bench.append(2);
        bench.interrupt();
        bench.hear();
        bench.reads().answer();
        assertThat(bench.received()).containsExactly(1L, 2L);
    }

    @Test
    void theLogIsReadAgainAfterAnInterruptionDuringARead() {
        ConversationFeed feed = bench.start(0);
        feed.open();
        bench.reads().see();
        bench.append(1);
        bench.interrupt();
        bench.hear();
        bench.reads().answer();
        bench.reads().answer();
        assertThat(bench.received()).containsExactly(1L);
    }

    @Test
    void aMessageThatArrivesDuringAReadIsReadByTheNextOne() {
        ConversationFeed feed = bench.start(0);
        feed.open();
        bench.reads().see();
        bench.append(1);
        bench.hear();
        bench.reads().answer();
        bench.reads().answer();
        assertThat(bench.received()).containsExactly(1L);
        assertThat(bench.reads().isPending()).isFalse();
    }

    @Test
    void anOwnMessageAfterAMissingSeqIsNotGivenBack() {
        bench.open(0);
        bench.append(1);
        bench.lose();
        bench.append(FeedBench.HERE);
        bench.hear();
        bench.reads().answer();
        assertThat(bench.received()).containsExactly(1L);
    }

    @Test
    void ownMessagesAreNotGivenBack() {
        ConversationFeed feed = bench.open(0);
        bench.append(FeedBench.HERE);
        bench.hear();
        feed.sent(bench.append(FeedBench.HERE));
        bench.append(1);
        bench.interrupt();
        bench.hear();
        bench.reads().see();
        bench.append(FeedBench.HERE);
        bench.hear();
        bench.reads().answer();
        bench.reads().answer();
        assertThat(bench.received()).containsExactly(3L);
        bench.append(1);
        bench.hear();
        assertThat(bench.received()).containsExactly(3L, 5L);
    }

    @Test
    void theFeedWaitsForAReceiverThatIsNotReady() {
        bench.append(250);
        bench.setReady(false);
        ConversationFeed feed = bench.start(0);
        feed.open();
        assertThat(bench.reads().reads()).isZero();
        bench.onReceive(() -> bench.setReady(bench.received().size() % 7 != 0));
        while (bench.received().size() < 250) {
            int received = bench.received().size();
            bench.setReady(true);
            feed.resume();
            while (bench.reads().isPending()) {
                bench.reads().answer();
            }
            assertThat(bench.received().size() - received).isBetween(1, 7);
        }
        assertThat(bench.received()).isEqualTo(FeedBench.seqsTo(250));
    }

    @Test
    void aFailedReadIsRepeatedAfterResume() {
        bench.append(2);
        ConversationFeed feed = bench.start(0);
        feed.open();
        bench.reads().fail();
        assertThat(bench.failures()).isEqualTo(1);
        bench.append(1);
        bench.hearAll();
        assertThat(bench.received()).isEmpty();
        feed.resume();
        bench.reads().answer();
        assertThat(bench.received()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aReceiverMayRewindTheFeed() {
        bench.append(3);
        ConversationFeed feed = bench.open(2);
        feed.rewind(1);
        bench.reads().answer();
        assertThat(bench.received()).containsExactly(3L, 2L, 3L);
        assertThat(feed.caughtUp()).isCompleted();
    }

    @Test
    void aRewindDuringAReadDiscardsTheRead() {
        bench.append(3);
        ConversationFeed feed = bench.start(0);
        feed.open();
        bench.reads().see();
        feed.rewind(2);
        assertThat(feed.caughtUp()).isNotCompleted();
        bench.reads().answer();
        bench.reads().answer();
        assertThat(bench.received()).containsExactly(3L);
        assertThat(feed.caughtUp()).isCompleted();
    }

    @Test
    void theNextSeqIsNotOneThatTheConnectionSent() {
        ConversationFeed feed = bench.start(0);
        feed.sent(1);
        feed.sent(2);
        feed.sent(4);
        assertThat(feed.nextSeq()).isEqualTo(3);
        assertThat(feed.ownSeqs()).containsExactly(1L, 2L, 4L);
    }

    @Test
    void aStoppedFeedGivesNothing() {
        bench.append(3);
        ConversationFeed feed = bench.start(0);
        feed.open();
        bench.onReceive(feed::stop);
        bench.reads().answer();
        assertThat(bench.received()).containsExactly(1L);
        bench.append(1);
        bench.advance(1);
        bench.hearAll();
        feed.resume();
        feed.open();
        assertThat(bench.reads().isPending()).isFalse();
        assertThat(bench.received()).containsExactly(1L);
        assertThat(bench.heardCursors()).isEmpty();
    }
}
