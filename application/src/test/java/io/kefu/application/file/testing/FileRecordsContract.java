package io.kefu.application.file.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.file.FileIds;
import io.kefu.application.file.port.FileRecords;
import io.kefu.application.file.port.FileRecords.Quota;
import io.kefu.application.testing.Parallel;
import io.kefu.domain.file.FileCategory;
import io.kefu.domain.file.FileId;
import io.kefu.domain.file.FileName;
import io.kefu.domain.file.MediaType;
import io.kefu.domain.file.StoredFile;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of {@link FileRecords}. */
public abstract class FileRecordsContract {
    private static final UserId USER = new UserId("user.001@site-1_x");
    private static final UserId OTHER = new UserId("other");
    private static final Quota QUOTA = new Quota(1_000, 1_000_000);

    private FileRecords records = new InMemoryFileRecords();

    /** An empty store. */
    protected abstract FileRecords create();

    @BeforeEach
    void setUp() {
        records = create();
    }

    private static StoredFile file(UserId uploader, int number, long size) {
        FileId id = new FileId(FileId.PREFIX
                + FileId.groupPrefix(FileIds.groupOf(uploader))
                + "0000000000000000000%03d".formatted(number));
        return new StoredFile(
                id,
                FileName.of("报告 \"终稿\" 🦊 %d.pdf".formatted(number)),
                size,
                new MediaType("application/pdf"),
                FileCategory.FILE,
                "0123456789abcdef".repeat(4),
                uploader,
                Instant.parse("2026-03-01T12:00:00.123Z").plusSeconds(number));
    }

    @Test
    void findsTheAddedRecord() {
        StoredFile file = file(USER, 1, 3_000_000_000L);
        assertThat(records.find(file.id())).isEmpty();
        assertThat(records.add(file, new Quota(1, 3_000_000_000L))).isTrue();
        assertThat(records.find(file.id())).contains(file);
        assertThat(records.find(new FileId("file_123456"))).isEmpty();
    }

    @Test
    void countsWhatAUserStores() {
        assertThat(records.usedBy(USER)).isEqualTo(new Quota(0, 0));
        records.add(file(USER, 1, 10), QUOTA);
        records.add(file(USER, 2, 20), QUOTA);
        records.add(file(OTHER, 3, 40), QUOTA);
        assertThat(records.usedBy(USER)).isEqualTo(new Quota(2, 30));
        records.remove(file(USER, 1, 10).id());
        records.remove(file(USER, 1, 10).id());
        assertThat(records.usedBy(USER)).isEqualTo(new Quota(1, 20));
        records.remove(file(USER, 2, 20).id());
        assertThat(records.usedBy(USER)).isEqualTo(new Quota(0, 0));
        assertThat(records.usedBy(OTHER)).isEqualTo(new Quota(1, 40));
    }

    @Test
    void fileThatIsAddedAgainCountsOnce() {
        records.add(file(USER, 1, 10), QUOTA);
        assertThat(records.add(file(USER, 1, 10), new Quota(1, 10))).isTrue();
        assertThat(records.usedBy(USER)).isEqualTo(new Quota(1, 10));
    }

    @Test
    void fileThatExceedsTheQuotaIsNotAdded() {
        assertThat(records.add(file(USER, 1, 10), new Quota(1, 10))).isTrue();
        assertThat(records.add(file(USER, 2, 1), new Quota(1, 11))).isFalse();
        assertThat(records.add(file(USER, 2, 1), new Quota(2, 10))).isFalse();
        assertThat(records.find(file(USER, 2, 1).id())).isEmpty();
        assertThat(records.usedBy(USER)).isEqualTo(new Quota(1, 10));
        assertThat(records.inGroup(FileIds.groupOf(USER))).hasSize(1);
        assertThat(records.add(file(USER, 2, 1), new Quota(2, 11))).isTrue();
    }

    @Test
    void concurrentAddsDoNotExceedTheQuota() {
        assertThat(Parallel.call(20, i -> records.add(file(USER, i, 10), new Quota(100, 50))))
                .filteredOn(added -> added)
                .hasSize(5);
        assertThat(records.usedBy(USER)).isEqualTo(new Quota(5, 50));
    }

    @Test
    void listsTheRecordsOfAGroup() {
        StoredFile one = file(USER, 1, 10);
        StoredFile two = file(USER, 2, 10);
        StoredFile other = file(OTHER, 3, 10);
        records.add(one, QUOTA);
        records.add(two, QUOTA);
        records.add(other, QUOTA);
        assertThat(records.inGroup(FileIds.groupOf(USER)))
                .isEqualTo(Map.of(one.id(), one.uploadedAt(), two.id(), two.uploadedAt()));
        records.remove(one.id());
        assertThat(records.inGroup(FileIds.groupOf(USER))).isEqualTo(Map.of(two.id(), two.uploadedAt()));
    }

    @Test
    void firstStoreIdStays() {
        assertThat(records.storeId(Optional.empty())).isEmpty();
        assertThat(records.storeId(Optional.of("one"))).contains("one");
        assertThat(records.storeId(Optional.of("other"))).contains("one");
        assertThat(records.storeId(Optional.empty())).contains("one");
    }
}
