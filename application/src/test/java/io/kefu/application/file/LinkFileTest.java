package io.kefu.application.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.access.Principal;
import io.kefu.application.file.port.FileRecords.Quota;
import io.kefu.application.file.port.LinkKey;
import io.kefu.application.file.port.Thumbnails;
import io.kefu.application.file.testing.InMemoryFileContents;
import io.kefu.application.file.testing.InMemoryFileMentions;
import io.kefu.application.file.testing.InMemoryFileRecords;
import io.kefu.application.file.testing.StoredFiles;
import io.kefu.application.message.testing.InMemoryConversations;
import io.kefu.application.testing.Refusals;
import io.kefu.application.testing.TestClock;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.file.FileId;
import io.kefu.domain.file.StoredFile;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.UserId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinkFileTest {
    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final LinkKey KEY = () -> "k".repeat(32).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    private static final FileId FILE = new FileId("file_AA0001");
    private static final FileId OTHER = new FileId("file_AA0002");
    private static final UserId UPLOADER = new UserId("customer1");

    private final TestClock clock = TestClock.atNoon();
    private final InMemoryFileRecords records = new InMemoryFileRecords();
    private final InMemoryFileMentions mentions = new InMemoryFileMentions(new InMemoryConversations());
    private final LinkFile linkFile = new LinkFile(records, mentions, KEY, clock, new LinkFile.Rules(LIFETIME));

    LinkFileTest() {
        for (FileId id : List.of(FILE, OTHER)) {
            StoredFile file = StoredFiles.text(id, UPLOADER, clock.instant());
            assertThat(records.add(file, new Quota(10, 10))).isTrue();
        }
    }

    private FindFile findFile(LinkKey key) {
        Thumbnails none = (file, size) -> {
            throw DomainException.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE);
        };
        return new FindFile(records, mentions, new InMemoryFileContents(clock), none, key, clock);
    }

    private FileAccess.Link link() {
        LinkFile.Link link = linkFile.link(new Principal(UPLOADER, Role.CUSTOMER, "a"), FILE);
        return new FileAccess.Link(Long.toString(link.expiresAt().getEpochSecond()), link.signature());
    }

    private void assertRefused(FileId file, FileAccess.Link link) {
        Refusals.assertRefused(ErrorCode.FORBIDDEN, () -> findFile(KEY).find(link, file));
    }

    @Test
    void linkIsValidForItsLifetime() {
        FileAccess.Link link = link();
        clock.advance(LIFETIME.minusMillis(1));
        assertThat(findFile(KEY).find(link, FILE).file().id()).isEqualTo(FILE);
        clock.advance(Duration.ofMillis(1));
        assertRefused(FILE, link);
    }

    @Test
    void linkIsValidOnlyForItsFileTimeAndKey() {
        FileAccess.Link link = link();
        assertRefused(OTHER, link);
        String later = Long.toString(Long.parseLong(link.expires()) + 1);
        for (String expires : List.of(later, "", "0" + link.expires(), "+" + link.expires(), "9".repeat(30), "x")) {
            assertRefused(FILE, new FileAccess.Link(expires, link.signature()));
        }
        String cut = link.signature().substring(1);
        for (String signature :
                List.of("", cut, link.signature() + "=", "A" + cut.toLowerCase(java.util.Locale.ROOT))) {
            assertRefused(FILE, new FileAccess.Link(link.expires(), signature));
        }
        Refusals.assertRefused(
                ErrorCode.FORBIDDEN, () -> findFile(() -> new byte[32]).find(link, FILE));
    }

    @Test
    void callerWhoMayNotReadTheFileGetsNoLink() {
        Principal stranger = new Principal(new UserId("customer2"), Role.CUSTOMER, "a");
        Refusals.assertRefused(ErrorCode.FILE_NOT_FOUND, () -> linkFile.link(stranger, FILE));
    }

    @Test
    void linkToADeletedFileFindsNothing() {
        FileAccess.Link link = link();
        records.remove(FILE);
        Refusals.assertRefused(ErrorCode.FILE_NOT_FOUND, () -> findFile(KEY).find(link, FILE));
    }
}
