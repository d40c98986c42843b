package io.kefu.application.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kefu.application.access.testing.CountingSecrets;
import io.kefu.application.archive.port.ArchivableLogs;
import io.kefu.application.archive.port.ArchivableLogs.LogState;
import io.kefu.application.archive.port.ArchivableLogs.Walk;
import io.kefu.application.audit.port.AuditLog.Act;
import io.kefu.application.audit.port.AuditLog.Entry;
import io.kefu.application.audit.port.AuditLog.Filter;
import io.kefu.application.audit.testing.InMemoryAuditLog;
import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.file.testing.InMemoryFileContents;
import io.kefu.application.file.testing.InMemoryFileMentions;
import io.kefu.application.file.testing.InMemoryFileRecords;
import io.kefu.application.message.testing.InMemoryConversations;
import io.kefu.application.page.PageRequest;
import io.kefu.application.page.TimeRange;
import io.kefu.application.retention.RemoveOldMessages.Counts;
import io.kefu.application.retention.RemoveOldMessages.Mode;
import io.kefu.application.retention.RemoveOldMessages.Rules;
import io.kefu.application.retention.port.OldMessages;
import io.kefu.application.testing.TestClock;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.user.UserId;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tests what the audit log has of a removal of old messages. */
class RemoveOldMessagesTest {
    private static final List<ConversationId> CONVERSATIONS = List.of("one", "two", "three").stream()
            .map(id -> ConversationIds.ofCustomer(new UserId(id)))
            .toList();
    private static final Counts ALL = new Counts(true, 3, 30, 0, 0);

    private final TestClock clock = TestClock.atNoon();
    private final InMemoryAuditLog audit = new InMemoryAuditLog(clock);
    private final List<ConversationId> removed = new ArrayList<>();
    private Runnable beforeRemoval = () -> {};

    @Test
    void oneEntryHasTheCountsOfAllPages() {
        assertThat(remove(Mode.REMOVE)).isEqualTo(ALL);
        assertThat(removed).isEqualTo(CONVERSATIONS);
        assertThat(entries()).singleElement().satisfies(entry -> {
            assertThat(entry.isConfirmed()).isTrue();
            assertThat(entry.act().details()).isEqualTo(Map.of("conversations", "3", "messages", "30", "files", "0"));
        });
    }

    @Test
    void theEntryIsThereBeforeTheFirstRemoval() {
        beforeRemoval =
                () -> assertThat(entries()).extracting(Entry::isConfirmed).containsExactly(false);
        remove(Mode.REMOVE);
        assertThat(removed).isEqualTo(CONVERSATIONS);
    }

    @Test
    void anUnconfirmedEntryIsLeftIfTheNodeDies() {
        beforeRemoval = () -> {
            if (!removed.isEmpty()) {
                throw new AssertionError("dead");
            }
        };
        assertThatThrownBy(() -> remove(Mode.REMOVE)).isInstanceOf(AssertionError.class);
        assertThat(removed).hasSize(1);
        assertThat(entries()).extracting(Entry::isConfirmed).containsExactly(false);
    }

    @Test
    void aFailureOfOneRemovalIsThrownAfterTheOthersAreRecorded() {
        DomainException failure = DomainException.unavailable(Duration.ofSeconds(1));
        beforeRemoval = () -> {
            if (removed.size() == 1) {
                removed.add(ConversationIds.ofCustomer(new UserId("failed")));
                throw failure;
            }
        };
        assertThatThrownBy(() -> remove(Mode.REMOVE)).isSameAs(failure);
        assertThat(removed).contains(CONVERSATIONS.getFirst(), CONVERSATIONS.getLast());
        assertThat(audit.acts())
                .extracting(Act::details)
                .containsExactly(Map.of("conversations", "3", "messages", "30", "files", "0"));
    }

    @Test
    void aCountIsNotRecorded() {
        assertThat(remove(Mode.COUNT)).isEqualTo(ALL);
        assertThat(removed).isEmpty();
        assertThat(entries()).isEmpty();
    }

    private Counts remove(Mode mode) {
        InMemoryFileContents contents = new InMemoryFileContents(clock);
        return new RemoveOldMessages(
                        logs(),
                        new TenOldMessages(),
                        contents,
                        new InMemoryFileRecords(),
                        new InMemoryFileMentions(new InMemoryConversations()),
                        audit,
                        new CountingSecrets(),
                        clock,
                        new Rules(Duration.ofDays(3)))
                .remove(mode);
    }

    private List<Entry> entries() {
        return audit.list(Filter.ALL, TimeRange.ALL, new PageRequest(1, 100)).items();
    }

    /** Logs of which only the walk is used. Each of its pages has one conversation. */
    private static ArchivableLogs logs() {
        return (ArchivableLogs) Proxy.newProxyInstance(
                ArchivableLogs.class.getClassLoader(),
                new Class<?>[] {ArchivableLogs.class},
                (proxy, method, arguments) -> new OnePerPage(CONVERSATIONS.iterator()));
    }

    private record OnePerPage(Iterator<ConversationId> rest) implements Walk {
        @Override
        public List<LogState> next(int limit) {
            return List.of(new LogState(rest.next(), "epoch", 0, 10, 0, OptionalLong.empty()));
        }

        @Override
        public boolean isFinished() {
            return !rest.hasNext();
        }

        @Override
        public long size() {
            return CONVERSATIONS.size();
        }
    }

    /** Each conversation has ten old messages until they are removed. */
    private final class TenOldMessages implements OldMessages {
        @Override
        public Optional<Removable> find(LogState log, Instant before) {
            return removed.contains(log.conversation())
                    ? Optional.empty()
                    : Optional.of(new Removable(log, 0, 10, 5, Set.of()));
        }

        @Override
        public boolean remove(Removable removable, Instant deleteSegmentsFrom) {
            beforeRemoval.run();
            return removed.add(removable.log().conversation());
        }

        @Override
        public void removeFromLists(Instant before) {}
    }
}
