package io.kefu.application.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.file.port.FileRecords.Quota;
import io.kefu.application.file.testing.InMemoryFileContents;
import io.kefu.application.file.testing.InMemoryFileMentions;
import io.kefu.application.file.testing.InMemoryFileRecords;
import io.kefu.application.message.testing.InMemoryConversations;
import io.kefu.application.testing.TestClock;
import io.kefu.application.user.testing.Users;
import io.kefu.domain.file.FileCategory;
import io.kefu.domain.file.FileId;
import io.kefu.domain.file.FileName;
import io.kefu.domain.file.MediaType;
import io.kefu.domain.file.StoredFile;
import io.kefu.domain.user.User;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ForgetFilesTest {
    private static final User GOES = Users.customer("goes");
    private static final User STAYS = Users.customer("stays");

    private final TestClock clock = TestClock.atNoon();
    private final InMemoryFileContents contents = new InMemoryFileContents(clock);
    private final InMemoryFileRecords records = new InMemoryFileRecords();
    private final ForgetFiles forgetFiles =
            new ForgetFiles(records, new InMemoryFileMentions(new InMemoryConversations()), contents);

    @Test
    void whatAUserUploadedIsGoneWithTheUser() throws IOException {
        String group = FileId.groupPrefix(FileIds.groupOf(GOES.id()));
        FileId own = store(FileId.PREFIX + group + "0001", GOES);
        FileId another = store(FileId.PREFIX + group + "0002", GOES);
        // As if their ids led to one group.
        FileId ofOther = store(FileId.PREFIX + group + "0003", STAYS);

        forgetFiles.erase(GOES.id());

        assertThat(records.find(own)).isEmpty();
        assertThat(records.find(another)).isEmpty();
        assertThat(records.find(ofOther)).isPresent();
        assertThat(records.usedBy(GOES.id())).isEqualTo(new Quota(0, 0));
        assertThat(contents.inGroup(FileIds.groupOf(GOES.id())).keySet()).containsExactly(ofOther);
    }

    private FileId store(String id, User uploader) throws IOException {
        FileId file = new FileId(id);
        contents.store(file, new ByteArrayInputStream(new byte[] {1}));
        StoredFile record = new StoredFile(
                file,
                FileName.of("a"),
                1,
                new MediaType("text/plain"),
                FileCategory.FILE,
                "0".repeat(64),
                uploader.id(),
                clock.instant());
        assertThat(records.add(record, new Quota(10, 10))).isTrue();
        return file;
    }
}
