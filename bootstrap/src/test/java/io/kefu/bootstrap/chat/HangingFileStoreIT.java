package io.kefu.bootstrap.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.file.FileIds;
import io.kefu.application.file.port.FileRecords;
import io.kefu.application.file.port.FileRecords.Quota;
import io.kefu.application.file.testing.StoredFiles;
import io.kefu.application.session.port.OverdueSessions;
import io.kefu.bootstrap.chat.ChatNode.TestUser;
import io.kefu.bootstrap.wiring.HangingFiles;
import io.kefu.domain.file.FileId;
import io.kefu.domain.user.UserId;
import io.kefu.redis.testing.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Tests that the sweeps of presence and sessions go on while the store of the files does not answer. */
class HangingFileStoreIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void aSweepOfFilesThatHangsDoesNotStopTheSweepOfPresence() throws InterruptedException {
        try (ChatNode node = nodeWithOneThread("1s")) {
            assertPresenceIsSwept(node);
        }
    }

    @Test
    void anErasureThatHangsDoesNotStopTheSweepOfPresence() throws InterruptedException {
        try (ChatNode node = nodeWithOneThread("10000h")) {
            UserId gone = new UserId("gone");
            FileId file =
                    new FileId(FileId.PREFIX + FileId.groupPrefix(FileIds.groupOf(gone)) + "abcdefghijklmnopqrstuv");
            Instant uploaded = Instant.EPOCH;
            node.bean(FileRecords.class).add(StoredFiles.text(file, gone, uploaded), new Quota(1, 1_000));
            node.bean(OverdueSessions.class).startBlocking(gone, uploaded);
            assertPresenceIsSwept(node);
        }
    }

    /** Starts a node on which each scheduled method that does not return stops all others of the default scheduler. */
    private static ChatNode nodeWithOneThread(String sweepEvery) {
        return new ChatNode(Map.of(
                "kefu.test.hanging-files", "true",
                "micronaut.executors.scheduled.type", "scheduled",
                "micronaut.executors.scheduled.core-pool-size", "1",
                "kefu.files.sweep-every", sweepEvery));
    }

    private static void assertPresenceIsSwept(ChatNode node) throws InterruptedException {
        HangingFiles files = node.bean(HangingFiles.class);
        try {
            assertThat(files.called().await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            TestUser customer = node.customer();
            ChatClient page = node.connect(customer);
            Deadline.await(PATIENCE, "The customer is not announced", () -> node.isRecordedOnline(customer));
            page.close();
        } finally {
            files.release();
        }
    }
}
