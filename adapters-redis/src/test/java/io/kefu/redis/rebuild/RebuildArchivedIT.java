package io.kefu.redis.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.archive.port.DamagedSegmentException;
import io.kefu.application.archive.port.Segment;
import io.kefu.redis.message.ByHand;
import io.kefu.redis.testing.AlsoOnCluster;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests what the rebuild counts and reports if a conversation has archived segments. */
@AlsoOnCluster
class RebuildArchivedIT extends RebuildFixture {
    @Test
    void countsThroughTheArchive() {
        archive(3);
        assertThat(rebuild.run().messages()).isEqualTo(9);
        assertThat(rebuild.run().differences()).isEmpty();
        REDIS.commands().hset(REDIS.keys().conversation(active.conversation()), "x1", "0");
        assertRepaired(REDIS.keys().conversation(active.conversation()) + " x1: 0 instead of 2");
    }

    /** The missing part may still be in a backup. */
    @Test
    void reportsASegmentThatCannotBeReadAndChangesNothing() {
        Segment segment = archive(3);
        String segments = REDIS.keys().segments(active.conversation());
        REDIS.commands().hset(REDIS.keys().conversation(active.conversation()), "x", "77");
        Map<String, Map<String, String>> before = hashes();

        archive.before(() -> {
            throw new DamagedSegmentException(segment, "the checksum is wrong");
        });
        assertThat(rebuild.run().differences())
                .containsExactly(segments + ": Segment " + segment + " is damaged: the checksum is wrong");
        archive.before(() -> {});
        archive.delete(segment);
        assertThat(rebuild.run().differences()).containsExactly(segments + ": 1-3-0 is missing in the archive");
        REDIS.commands().zadd(segments, 3, "2-3-0");
        REDIS.commands().zrem(segments, "1-3-0");
        assertThat(rebuild.run().differences())
                .containsExactly(
                        segments + ": 2-3-0 follows the entry 0", segments + ": 2-3-0 is missing in the archive");
        REDIS.commands().del(segments);
        assertThat(rebuild.run().differences())
                .containsExactly(segments + ": the segments end with the entry 0 instead of 3");
        assertThat(hashes()).isEqualTo(before);
        assertThat(REDIS.commands().keys("*:unused-segments")).isEmpty();
    }

    private Segment archive(long until) {
        return new ByHand(REDIS, archive).move(active.conversation(), until);
    }

    /** The conversation and its sessions. */
    private static Map<String, Map<String, String>> hashes() {
        Map<String, Map<String, String>> hashes = new HashMap<>();
        Stream.of("*:conv:*", "*:session:*")
                .flatMap(pattern -> REDIS.commands().keys(pattern).stream())
                .forEach(key -> hashes.put(key, REDIS.commands().hgetall(key)));
        return hashes;
    }
}
