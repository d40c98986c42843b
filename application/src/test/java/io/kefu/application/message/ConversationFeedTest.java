package io.kefu.application.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.message.port.MessageLog.Cursors;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        open(3);
        assertThat(bench.received()).containsExactly(4L, 5L);
        bench.append(1);
        bench.hear();
        bench.hear();
        assertThat(bench.received()).containsExactly(4L, 5L, 6L);
        assertThat(bench.reads().reads()).isEqualTo(1);
    }

    @Test
    void aMissingSeqIsReadFromTheLog() {
        open(0);
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
        open(0);
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
        open(0);
        bench.append(1);
        bench.lose();
        bench.append(FeedBench.HERE);
        bench.hear();
        bench.reads().answer();
        assertThat(bench.received()).containsExactly(1L);
    }

    @Test
    void ownMessagesAreNotGivenBack() {
        ConversationFeed feed = open(0);
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
        assertThat(bench.received()).isEqualTo(to(250));
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
    void theFeedRestartsAfterTheLogLostItsTail() {
        bench.append(5);
        ConversationFeed feed = open(0);
        bench.advance(3);
        bench.hearAll();
        bench.loseEntries(2);
        bench.interrupt();
        bench.hear();
        bench.reads().answer();
        bench.reads().answer();
        assertThat(bench.restarts())
                .singleElement()
                .satisfies(state -> assertThat(state.last()).isEqualTo(3));
        bench.reads().answer();
        assertThat(feed.lastGiven()).isEqualTo(3);
        bench.append(2);
        bench.hearAll();
        assertThat(bench.received()).containsExactly(1L, 2L, 3L, 4L, 5L, 4L, 5L);
        assertThat(bench.restarts()).hasSize(1);
    }

    @Test
    void theFeedRestartsIfANewLogLostItsTail() {
        open(0);
        bench.append(3);
        bench.hearAll();
        answerAll();
        assertThat(bench.received()).containsExactly(1L, 2L, 3L);
        bench.failOver(2);
        bench.append(2);
        bench.interrupt();
        bench.hear();
        answerAll();
        assertThat(bench.restarts()).hasSize(1);
        assertThat(bench.received()).containsExactly(1L, 2L, 3L, 1L, 2L, 3L);
    }

    @Test
    void aReceiverMayRewindTheFeed() {
        bench.append(3);
        ConversationFeed feed = open(2);
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
    void cursorEventsAreGivenToTheReceiver() {
        bench.append(1);
        open(1);
        bench.advance(1);
        bench.hearAll();
        assertThat(bench.heardCursors()).extracting(event -> event.read()).containsExactly(1L);
    }

    @Test
    void cursorsThatWereRaisedWithoutAnEventAreGivenAfterTheNextRead() {
        bench.append(2);
        open(2);
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
        ConversationFeed feed = open(3);
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

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void theFeedRestartsWithTheFirstEntryOfANewLog(int had) {
        ConversationFeed feed = open(0);
        bench.append(had);
        bench.hearAll();
        String former = feed.epoch();
        bench.loseEverything();
        bench.interrupt();
        bench.hear();
        answerAll();
        assertThat(bench.restarts()).isEmpty();
        for (int i = 0; i < 2; i++) {
            bench.append(1);
            bench.hearAll();
            answerAll();
        }
        assertThat(bench.restarts()).hasSize(1);
        assertThat(feed.epoch()).isNotEqualTo(former);
        assertThat(bench.received().subList(had, had + 2)).containsExactly(1L, 2L);
    }

    @Test
    void theFeedRestartsIfTheLogWasLostWithoutAnEvent() {
        open(0);
        bench.append(3);
        bench.hearAll();
        bench.loseEverything();
        bench.appendLater();
        bench.hearAll();
        answerAll();
        assertThat(bench.restarts()).hasSize(1);
        assertThat(bench.received()).containsExactly(1L, 2L, 3L, 1L);
    }

    @Test
    void aLossDoesNotSkipEntriesBelowTheDeliveredCursor() {
        bench.append(150);
        bench.advance(140);
        bench.hearAll();
        ConversationFeed feed = bench.start(0);
        feed.open();
        bench.reads().answer();
        assertThat(bench.received()).isEqualTo(to(100));
        bench.failOver(5);
        bench.interrupt();
        bench.hear();
        answerAll();
        assertThat(bench.restarts()).hasSize(1);
        assertThat(bench.received()).isEqualTo(to(145));
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

    private void answerAll() {
        while (bench.reads().isPending()) {
            bench.reads().answer();
        }
    }

    private ConversationFeed open(long position) {
        ConversationFeed feed = bench.start(position);
        feed.open();
        bench.reads().answer();
        return feed;
    }

    private static List<Long> to(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
