package io.kefu.application.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A feed whose log lost entries. */
class FeedRestartTest {
    private final FeedBench bench = new FeedBench();

    @Test
    void theFeedRestartsAfterTheLogLostItsTail() {
        bench.append(5);
        ConversationFeed feed = bench.open(0);
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
        bench.open(0);
        bench.append(3);
        bench.hearAll();
        bench.answerAll();
        assertThat(bench.received()).containsExactly(1L, 2L, 3L);
        bench.failOver(2);
        bench.append(2);
        bench.interrupt();
        bench.hear();
        bench.answerAll();
        assertThat(bench.restarts()).hasSize(1);
        assertThat(bench.received()).containsExactly(1L, 2L, 3L, 1L, 2L, 3L);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void theFeedRestartsWithTheFirstEntryOfANewLog(int had) {
        ConversationFeed feed = bench.open(0);
        bench.append(had);
        bench.hearAll();
        String former = feed.epoch();
        bench.loseEverything();
        bench.interrupt();
        bench.hear();
        bench.answerAll();
        assertThat(bench.restarts()).isEmpty();
        for (int i = 0; i < 2; i++) {
            bench.append(1);
            bench.hearAll();
            bench.answerAll();
        }
        assertThat(bench.restarts()).hasSize(1);
        assertThat(feed.epoch()).isNotEqualTo(former);
        assertThat(bench.received().subList(had, had + 2)).containsExactly(1L, 2L);
    }

    @Test
    void theFeedRestartsIfTheLogWasLostWithoutAnEvent() {
        bench.open(0);
        bench.append(3);
        bench.hearAll();
        bench.loseEverything();
        bench.appendLater();
        bench.hearAll();
        bench.answerAll();
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
        assertThat(bench.received()).isEqualTo(FeedBench.seqsTo(100));
        bench.failOver(5);
        bench.interrupt();
        bench.hear();
        bench.answerAll();
        assertThat(bench.restarts()).hasSize(1);
        assertThat(bench.received()).isEqualTo(FeedBench.seqsTo(145));
    }
}
