package io.kefu.application.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random sequences of events and reads: the feed must neither leave out nor repeat an entry. */
class FeedInterleavingsTest {
    private static final int ROUNDS = 400;
    private static final int STEPS = 300;

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 300})
    void everyEntryIsGivenOnceAndInOrder(int backlog) {
        for (int seed = 0; seed < ROUNDS; seed++) {
            FeedBench bench = new FeedBench();
            bench.append(backlog);
            List<Long> expected = new ArrayList<>();
            for (long seq = 1; seq <= backlog; seq++) {
                expected.add(seq);
            }
            ConversationFeed feed = bench.start(0);
            Random random = new Random(seed);
            for (int step = 0; step < STEPS; step++) {
                step(random, bench, feed, expected);
            }
            finish(bench, feed);
            assertThat(bench.received()).as("seed %d", seed).isEqualTo(expected);
        }
    }

    private static void step(Random random, FeedBench bench, ConversationFeed feed, List<Long> expected) {
        switch (random.nextInt(14)) {
            case 0, 1 -> expected.add(bench.append("elsewhere"));
            case 2 -> feed.sent(bench.append(FeedBench.HERE));
            case 3, 4, 5 -> bench.hear();
            case 6 -> bench.hearTwice();
            case 7 -> bench.interrupt();
            case 8, 9 -> bench.reads().see();
            case 10 -> bench.reads().answer();
            case 11 -> bench.reads().fail();
            case 12 -> bench.setReady(random.nextBoolean());
            default -> {
                feed.open();
                feed.resume();
            }
        }
    }

    private static void finish(FeedBench bench, ConversationFeed feed) {
        bench.setReady(true);
        feed.open();
        feed.resume();
        bench.hearAll();
        while (bench.reads().isPending()) {
            bench.reads().answer();
        }
    }
}
