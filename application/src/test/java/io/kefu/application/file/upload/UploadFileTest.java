package io.kefu.application.file.upload;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.access.Principal;
import io.kefu.application.access.testing.InMemoryRateLimits;
import io.kefu.application.file.FileIds;
import io.kefu.application.file.port.FileRecords;
import io.kefu.application.file.port.FileRecords.Quota;
import io.kefu.application.file.port.MediaTypes;
import io.kefu.application.file.testing.InMemoryFileContents;
import io.kefu.application.file.testing.InMemoryFileRecords;
import io.kefu.application.file.testing.StoredFiles;
import io.kefu.application.testing.Refusals;
import io.kefu.application.testing.TestClock;
import io.kefu.application.user.testing.InMemoryUserStore;
import io.kefu.application.user.testing.Users;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.file.FileCategory;
import io.kefu.domain.file.FileId;
import io.kefu.domain.file.MediaType;
import io.kefu.domain.file.StoredFile;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UploadFileTest {
    private static final int HEAD = MediaTypes.HEAD;
    private static final User CUSTOMER = Users.customer("zhangsan");
    private static final Quota QUOTA = new Quota(10, 1_000);

    private final TestClock clock = TestClock.atNoon();
    private final InMemoryFileContents contents = new InMemoryFileContents(clock);
    private final Records records = new Records();
    private final InMemoryUserStore users = new InMemoryUserStore();
    private final UploadFile uploadFile = new UploadFile(
            contents,
            records,
            users,
            (head, name) -> new MediaTypes.FromHead(new MediaType("text/plain")),
            new InMemoryRateLimits(clock),
            length -> "s".repeat(length),
            clock,
            new UploadFile.Rules(1_000, QUOTA, QUOTA, Map.of(FileCategory.FILE, List.of("*/*"))));

    /** Uploads a text file. The category is requested after the content was read. */
    private void upload(UploadFile.Category category) throws IOException {
        Principal caller = new Principal(CUSTOMER.id(), CUSTOMER.role(), CUSTOMER.username());
        uploadFile.upload(
                caller, new UploadFile.Command("a.txt", new ByteArrayInputStream("text".getBytes(UTF_8)), category));
    }

    private int stored() {
        return contents.inGroup(FileIds.groupOf(CUSTOMER.id())).size();
    }

    @Test
    void refusesAStoreWithoutTheIdThatTheRecordsHave() throws IOException {
        users.create(CUSTOMER);
        records.storeId(Optional.of("id"));
        Refusals.assertRefused(ErrorCode.SERVICE_UNAVAILABLE, () -> upload(Optional::empty));
        assertThat(stored()).isZero();
        contents.setStoreId("that of other data, which a restore leaves");
        upload(Optional::empty);
        assertThat(stored()).isEqualTo(1);
    }

    @Test
    void storesContentAndRecord() throws IOException {
        users.create(CUSTOMER);
        upload(Optional::empty);
        assertThat(stored()).isEqualTo(1);
        assertThat(records.uploadedBy(CUSTOMER.id())).hasSize(1);
    }

    /** The record may exist although the call failed; the sweep removes it, because it has no content. */
    @Test
    void contentIsDeletedIfTheRecordCannotBeAdded() {
        users.create(CUSTOMER);
        records.failsAfterAdding = true;
        Refusals.assertRefused(ErrorCode.SERVICE_UNAVAILABLE, () -> upload(Optional::empty));
        assertThat(stored()).isZero();
    }

    @Test
    void keepsNothingIfTheUploaderIsErasedDuringTheUpload() {
        users.create(CUSTOMER);
        Refusals.assertRefused(
                ErrorCode.UNAUTHORIZED,
                () -> upload(() -> {
                    users.delete(CUSTOMER.id());
                    return Optional.empty();
                }));
        assertThat(stored()).isZero();
        assertThat(records.uploadedBy(CUSTOMER.id())).isEmpty();
        assertThat(records.usedBy(CUSTOMER.id())).isEqualTo(new Quota(0, 0));
    }

    @Test
    void keepsNothingIfTheUploadersIdBelongsToANewAccount() {
        users.create(CUSTOMER);
        Refusals.assertRefused(
                ErrorCode.UNAUTHORIZED,
                () -> upload(() -> {
                    users.delete(CUSTOMER.id());
                    users.endRest(CUSTOMER.id());
                    users.create(Users.user("zhangsan", Role.CUSTOMER, Users.MADE.plusSeconds(90)));
                    return Optional.empty();
                }));
        assertThat(stored()).isZero();
        assertThat(records.uploadedBy(CUSTOMER.id())).isEmpty();
    }

    @Test
    void contentIsDeletedIfTheQuotaIsExceededAtTheEnd() {
        users.create(CUSTOMER);
        for (int i = 0; i < QUOTA.files(); i++) {
            StoredFile other = StoredFiles.text(
                    FileIds.of(CUSTOMER.id(), Integer.toString(i).repeat(FileIds.SECRET_LENGTH)),
                    CUSTOMER.id(),
                    clock.instant());
            records.addedConcurrently.add(other);
        }
        Refusals.assertRefused(ErrorCode.PAYLOAD_TOO_LARGE, () -> upload(Optional::empty));
        assertThat(stored()).isZero();
    }

    /** Detects a video once more than the head of the content was read, like a video that lists its tracks at its end. */
    private static final class LateDetection implements MediaTypes.Detection {
        private int read;

        @Override
        public boolean isFinal() {
            return false;
        }

        @Override
        public void update(byte[] bytes, int offset, int length) {
            read += length;
        }

        @Override
        public MediaType type() {
            return new MediaType(read > HEAD ? "video/mp4" : "application/octet-stream");
        }
    }

    @Test
    void typeMayDependOnTheEndOfTheContent() throws IOException {
        users.create(CUSTOMER);
        byte[] video = new byte[HEAD + 10];
        UploadFile.Command command =
                new UploadFile.Command("a", new ByteArrayInputStream(video), () -> Optional.of(FileCategory.VIDEO));
        Principal caller = new Principal(CUSTOMER.id(), CUSTOMER.role(), CUSTOMER.username());
        StoredFile stored = uploadOf(100_000, Map.of(FileCategory.VIDEO, List.of("video/*")))
                .upload(caller, command);
        assertThat(stored.type().value()).isEqualTo("video/mp4");
        assertThat(stored.category()).isEqualTo(FileCategory.VIDEO);
    }

    @Test
    void typeThatNoCategoryAcceptsIsRefusedAtTheEnd() {
        users.create(CUSTOMER);
        byte[] video = new byte[HEAD + 10];
        Principal caller = new Principal(CUSTOMER.id(), CUSTOMER.role(), CUSTOMER.username());
        for (FileCategory category : new FileCategory[] {FileCategory.VOICE, FileCategory.FILE}) {
            UploadFile upload = uploadOf(100_000, Map.of(category, List.of("audio/*")));
            Refusals.assertRefused(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    () -> upload.upload(
                            caller, new UploadFile.Command("a", new ByteArrayInputStream(video), Optional::empty)));
        }
        assertThat(stored()).isZero();
    }

    private UploadFile uploadOf(long maxBytes, Map<FileCategory, List<String>> types) {
        Quota quota = new Quota(10, 1_000_000);
        return new UploadFile(
                contents,
                records,
                users,
                (head, name) -> new LateDetection(),
                new InMemoryRateLimits(clock),
                length -> "s".repeat(length),
                clock,
                new UploadFile.Rules(maxBytes, quota, quota, types));
    }

    /** Records that can fail after adding, and to which others can add concurrently. */
    private static final class Records implements FileRecords {
        private final InMemoryFileRecords all = new InMemoryFileRecords();
        private final List<StoredFile> addedConcurrently = new ArrayList<>();
        private boolean failsAfterAdding;

        @Override
        public boolean add(StoredFile file, Quota quota) {
            addedConcurrently.forEach(other -> all.add(other, quota));
            boolean isAdded = all.add(file, quota);
            if (failsAfterAdding) {
                throw DomainException.unavailable(Duration.ofSeconds(1));
            }
            return isAdded;
        }

        @Override
        public Optional<StoredFile> find(FileId id) {
            return all.find(id);
        }

        @Override
        public void remove(FileId id) {
            all.remove(id);
        }

        @Override
        public Quota usedBy(UserId user) {
            return all.usedBy(user);
        }

        @Override
        public Map<FileId, Instant> inGroup(int group) {
            return all.inGroup(group);
        }

        @Override
        public Stream<StoredFile> uploadedBy(UserId user) {
            return all.uploadedBy(user);
        }

        @Override
        public Optional<String> storeId(Optional<String> proposed) {
            return all.storeId(proposed);
        }
    }
}
