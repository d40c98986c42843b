package io.kefu.application.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.access.Principal;
import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.file.port.FileMentions;
import io.kefu.application.file.port.FileRecords.Quota;
import io.kefu.application.file.testing.InMemoryFileRecords;
import io.kefu.application.file.testing.StoredFiles;
import io.kefu.application.testing.Refusals;
import io.kefu.application.testing.TestClock;
import io.kefu.application.user.testing.Users;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.file.FileId;
import io.kefu.domain.file.StoredFile;
import io.kefu.domain.user.User;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MentionFileTest {
    private static final User CUSTOMER = Users.customer("zhangsan");
    private static final Principal CALLER = new Principal(CUSTOMER.id(), CUSTOMER.role(), CUSTOMER.username());
    private static final FileId FILE = new FileId("file_AA0001");
    private static final ConversationId CONVERSATION = ConversationIds.ofCustomer(CUSTOMER.id());

    private final TestClock clock = TestClock.atNoon();
    private final InMemoryFileRecords records = new InMemoryFileRecords();
    private final Mentions mentions = new Mentions();
    private final MentionFile mentionFile = new MentionFile(records, mentions, clock);

    MentionFileTest() {
        StoredFile file = StoredFiles.text(FILE, CUSTOMER.id(), clock.instant());
        assertThat(records.add(file, new Quota(10, 10))).isTrue();
    }

    @Test
    void recordsTheMention() {
        mentionFile.mention(CALLER, FILE, CONVERSATION);
        assertThat(mentions.files).containsExactly(FILE);
    }

    @Test
    void removesTheMentionIfTheFileIsDeletedConcurrently() {
        mentions.concurrently = () -> records.remove(FILE);
        Refusals.assertRefused(ErrorCode.FILE_NOT_FOUND, () -> mentionFile.mention(CALLER, FILE, CONVERSATION));
        assertThat(mentions.files).isEmpty();
    }

    private static final class Mentions implements FileMentions {
        private final Set<FileId> files = new HashSet<>();
        private Runnable concurrently = () -> {};

        @Override
        public void add(FileId file, ConversationId conversation, Instant now) {
            concurrently.run();
            files.add(file);
        }

        @Override
        public boolean isMentionedFor(Principal reader, FileId file) {
            return false;
        }

        @Override
        public void removeAll(FileId file) {
            files.remove(file);
        }
    }
}
