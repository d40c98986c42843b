package io.kefu.application.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.file.port.FileRecords.Quota;
import io.kefu.application.file.testing.InMemoryFileContents;
import io.kefu.application.file.testing.InMemoryFileMentions;
import io.kefu.application.file.testing.InMemoryFileRecords;
import io.kefu.application.file.testing.StoredFiles;
import io.kefu.application.message.testing.InMemoryConversations;
import io.kefu.application.testing.TestClock;
import io.kefu.application.user.testing.Users;
import io.kefu.domain.file.FileId;
import io.kefu.domain.file.StoredFile;
import io.kefu.domain.user.User;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ForgetFilesTest {
    private static final User ERASED = Users.customer("erased");
    private static final User OTHER = Users.customer("other");

    private final TestClock clock = TestClock.atNoon();
    private final InMemoryFileContents contents = new InMemoryFileContents(clock);
    private final InMemoryFileRecords records = new InMemoryFileRecords();
    private final ForgetFiles forgetFiles =
            new ForgetFiles(records, new InMemoryFileMentions(new InMemoryConversations()), contents);

    @Test
    void removesAllFilesOfTheUserAndNoOthers() throws IOException {
        String group = FileId.groupPrefix(FileIds.groupOf(ERASED.id()));
        FileId own = store(FileId.PREFIX + group + "0001", ERASED);
        FileId another = store(FileId.PREFIX + group + "0002", ERASED);
        // A file of another user in the same group.
        FileId ofOther = store(FileId.PREFIX + group + "0003", OTHER);

        forgetFiles.erase(ERASED.id(), ERASED.role());

        assertThat(records.find(own)).isEmpty();
        assertThat(records.find(another)).isEmpty();
        assertThat(records.find(ofOther)).isPresent();
        assertThat(records.usedBy(ERASED.id())).isEqualTo(new Quota(0, 0));
        assertThat(contents.inGroup(FileIds.groupOf(ERASED.id())).keySet()).containsExactly(ofOther);
    }

    private FileId store(String id, User uploader) throws IOException {
        FileId file = new FileId(id);
        contents.store(file, new ByteArrayInputStream(new byte[] {1}));
        StoredFile record = StoredFiles.text(file, uploader.id(), clock.instant());
        assertThat(records.add(record, new Quota(10, 10))).isTrue();
        return file;
    }
}
