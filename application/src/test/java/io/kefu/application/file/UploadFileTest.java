package io.kefu.application.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.access.Principal;
import io.kefu.application.access.testing.InMemoryRateLimits;
import io.kefu.application.file.port.FileRecords.Quota;
import io.kefu.application.file.testing.InMemoryFileContents;
import io.kefu.application.file.testing.InMemoryFileMentions;
import io.kefu.application.file.testing.InMemoryFileRecords;
import io.kefu.application.message.testing.InMemoryConversations;
import io.kefu.application.testing.Refusals;
import io.kefu.application.testing.TestClock;
import io.kefu.application.user.testing.InMemoryUserStore;
import io.kefu.application.user.testing.Users;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.file.FileCategory;
import io.kefu.domain.file.MediaType;
import io.kefu.domain.user.User;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UploadFileTest {
    private static final User CUSTOMER = Users.customer("zhangsan");
    private static final Quota ROOM = new Quota(10, 1_000);

    private final TestClock clock = TestClock.atNoon();
    private final InMemoryFileContents contents = new InMemoryFileContents(clock);
    private final InMemoryFileRecords records = new InMemoryFileRecords();
    private final InMemoryUserStore users = new InMemoryUserStore();
    private final UploadFile uploadFile = new UploadFile(
            contents,
            records,
            new InMemoryFileMentions(new InMemoryConversations()),
            users,
            (head, name) -> new MediaType("text/plain"),
            new InMemoryRateLimits(clock),
            length -> "s".repeat(length),
            clock,
            new UploadFile.Rules(1_000, ROOM, ROOM, Map.of(FileCategory.FILE, List.of("*/*"))));

    /** Uploads; the category is asked for when the content has come in. */
    private void upload(UploadFile.Category category) throws IOException {
        Principal caller = new Principal(CUSTOMER.id(), CUSTOMER.role(), CUSTOMER.username());
        uploadFile.upload(
                caller, new UploadFile.Command("a.txt", new ByteArrayInputStream("text".getBytes(UTF_8)), category));
    }

    private int stored() {
        return contents.inGroup(FileIds.groupOf(CUSTOMER.id())).size();
    }

    @Test
    void aFileIsStoredWithItsRecord() throws IOException {
        users.create(CUSTOMER, null);
        upload(Optional::empty);
        assertThat(stored()).isEqualTo(1);
        assertThat(records.uploadedBy(CUSTOMER.id())).hasSize(1);
    }

    @Test
    void nothingIsKeptOfWhoIsErasedMeanwhile() {
        users.create(CUSTOMER, null);
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
}
