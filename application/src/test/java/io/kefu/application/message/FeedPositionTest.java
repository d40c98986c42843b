package io.kefu.application.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.message.testing.Appends;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FeedPositionTest {
    private final FeedPosition position = new FeedPosition(10);

    @Test
    void ownSeqsAboveThePositionAreKnown() {
        position.sentHere(10);
        position.sentHere(12);
        assertThat(position.isSentHere(10)).isFalse();
        assertThat(position.isSentHere(12)).isTrue();
        position.advance(12, Appends.NOON, false);
        assertThat(position.isSentHere(12)).isFalse();
        assertThat(position.reached()).isEqualTo(12);
        assertThat(position.lastGiven()).isZero();
    }

    @Test
    void aSeqIsReusedIfItsEntryIsNewerThanThePosition() {
        assertThat(position.isReused(Appends.NOON)).isFalse();
        position.advance(11, Appends.NOON, true);
        assertThat(position.isReused(Appends.NOON.minusMillis(1))).isFalse();
        assertThat(position.isReused(Appends.NOON)).isFalse();
        assertThat(position.isReused(Appends.NOON.plusMillis(1))).isTrue();
        position.restart(3);
        assertThat(position.isReused(Appends.NOON.plusMillis(1))).isFalse();
    }

    @Test
    void onlyTheHighestOwnSeqsAreKept() {
        long last = 11L + FeedPosition.MOST_SENT_HERE;
        LongStream.rangeClosed(11, last).forEach(position::sentHere);
        assertThat(position.isSentHere(11)).isFalse();
        assertThat(position.isSentHere(12)).isTrue();
        assertThat(position.isSentHere(last)).isTrue();
    }
}
