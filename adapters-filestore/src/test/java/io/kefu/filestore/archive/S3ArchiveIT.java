package io.kefu.filestore.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.archive.port.ConversationArchive;
import io.kefu.application.archive.port.Segment;
import io.kefu.application.archive.testing.ArchivedEntries;
import io.kefu.application.archive.testing.ConversationArchiveContract;
import io.kefu.application.testing.Refusals;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.file.FileId;
import io.kefu.filestore.s3.S3FileContents;
import io.kefu.filestore.s3.S3Objects;
import io.kefu.filestore.testing.S3Mock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class S3ArchiveIT extends ConversationArchiveContract {
    private static final Segment SEGMENT = new Segment(new ConversationId("conv_ar-_000000000001"), 1, 100, 0);
    private static S3Mock server;
    private String prefix = "";

    @BeforeAll
    static void start() throws IOException {
        server = S3Mock.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    protected ConversationArchive create() {
        prefix = server.newPrefix();
        return new ObjectArchive(new S3Objects(server.connection(), S3Mock.BUCKET, prefix));
    }

    @Test
    void filesDoNotSeeSegments() {
        ConversationArchive archive = create();
        archive.write(SEGMENT, ArchivedEntries.of(SEGMENT));
        try (S3FileContents contents = new S3FileContents(server.connection(), S3Mock.BUCKET, prefix)) {
            assertThat(contents.inGroup(new FileId("file_ar0001").group())).isEmpty();
            contents.sweep(Instant.now().plus(Duration.ofDays(1)));
        }
        assertThat(archive.read(SEGMENT)).isPresent();
    }

    @Test
    void unreachableStoreIsUnavailable() {
        try (S3Objects objects = new S3Objects(S3Mock.unreachable(), S3Mock.BUCKET, "")) {
            ConversationArchive archive = new ObjectArchive(objects);
            Refusals.assertRefused(
                    ErrorCode.SERVICE_UNAVAILABLE, () -> archive.write(SEGMENT, ArchivedEntries.of(SEGMENT)));
            Refusals.assertRefused(ErrorCode.SERVICE_UNAVAILABLE, () -> archive.read(SEGMENT));
            Refusals.assertRefused(ErrorCode.SERVICE_UNAVAILABLE, () -> archive.delete(SEGMENT));
        }
    }
}
