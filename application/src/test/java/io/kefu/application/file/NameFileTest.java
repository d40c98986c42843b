package io.kefu.application.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.access.Principal;
import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.file.port.FileMentions;
import io.kefu.application.file.port.FileRecords.Quota;
import io.kefu.application.file.testing.InMemoryFileRecords;
import io.kefu.application.testing.Refusals;
import io.kefu.application.testing.TestClock;
import io.kefu.application.user.testing.Users;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.file.FileCategory;
import io.kefu.domain.file.FileId;
import io.kefu.domain.file.FileName;
import io.kefu.domain.file.MediaType;
import io.kefu.domain.file.StoredFile;
import io.kefu.domain.user.User;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NameFileTest {
    private static final User CUSTOMER = Users.customer("zhangsan");
    private static final Principal CALLER = new Principal(CUSTOMER.id(), CUSTOMER.role(), CUSTOMER.username());
    private static final FileId FILE = new FileId("file_AA0001");
    private static final ConversationId CONVERSATION = ConversationIds.ofCustomer(CUSTOMER.id());

    private final TestClock clock = TestClock.atNoon();
    private final InMemoryFileRecords records = new InMemoryFileRecords();
    private final Mentions mentions = new Mentions();
    private final NameFile nameFile = new NameFile(records, mentions, clock);

    NameFileTest() {
        StoredFile file = new StoredFile(
                FILE,
                FileName.of("a"),
                1,
                new MediaType("text/plain"),
                FileCategory.FILE,
                "0".repeat(64),
                CUSTOMER.id(),
                clock.instant());
        assertThat(records.add(file, new Quota(10, 10))).isTrue();
    }

    @Test
    void aFileThatIsThereIsNamed() {
        nameFile.name(CALLER, FILE, CONVERSATION);
        assertThat(mentions.noted).containsExactly(FILE);
    }

    @Test
    void nothingIsKeptOfAFileThatIsDeletedMeanwhile() {
        mentions.meanwhile = () -> records.remove(FILE);
        Refusals.assertRefused(ErrorCode.FILE_NOT_FOUND, () -> nameFile.name(CALLER, FILE, CONVERSATION));
        assertThat(mentions.noted).isEmpty();
    }

    private static final class Mentions implements FileMentions {
        private final Set<FileId> noted = new HashSet<>();
        private Runnable meanwhile = () -> {};

        @Override
        public void note(FileId file, ConversationId conversation, Instant now) {
            meanwhile.run();
            noted.add(file);
        }

        @Override
        public boolean isNamedFor(Principal reader, FileId file) {
            return false;
        }

        @Override
        public void forget(FileId file) {
            noted.remove(file);
        }
    }
}
