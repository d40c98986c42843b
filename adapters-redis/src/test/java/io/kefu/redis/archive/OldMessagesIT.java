package io.kefu.redis.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.audit.port.AuditLog.Act;
import io.kefu.application.audit.testing.InMemoryAuditLog;
import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.file.port.FileRecords.Quota;
import io.kefu.application.file.testing.StoredFiles;
import io.kefu.application.message.port.MessageHistory.Window;
import io.kefu.application.message.port.MessageLog.Append;
import io.kefu.application.message.port.MessageLog.ConversationState;
import io.kefu.application.message.port.MessageLog.CursorReport;
import io.kefu.application.message.port.MessageLog.Cursors;
import io.kefu.application.message.port.MessageLog.Recall;
import io.kefu.application.message.port.MessageLog.Recalled;
import io.kefu.application.message.testing.Appends;
import io.kefu.application.message.testing.MessagePorts;
import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.application.retention.RemoveOldMessages;
import io.kefu.application.retention.RemoveOldMessages.Counts;
import io.kefu.application.retention.RemoveOldMessages.Mode;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.file.FileId;
import io.kefu.domain.message.Draft;
import io.kefu.domain.message.Message;
import io.kefu.domain.message.MessageStatus;
import io.kefu.domain.message.MessageType;
import io.kefu.domain.session.Session;
import io.kefu.domain.user.UserId;
import io.kefu.redis.durability.Durability;
import io.kefu.redis.file.RedisFileMentions;
import io.kefu.redis.message.RedisMessageLog;
import io.kefu.redis.rebuild.Rebuild;
import io.kefu.redis.testing.AlsoOnCluster;
import io.kefu.redis.testing.RedisExtension;
import io.kefu.redis.testing.TestRedis;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests the removal of old messages from the log and from the archive, and what readers see afterwards. */
@AlsoOnCluster
class OldMessagesIT {
    @RegisterExtension
    static final RedisExtension REDIS = new RedisExtension();

    private static final UserId ONE = new UserId("kefu1");
    private static final UserId TWO = new UserId("kefu2");
    private static final ConversationId CONVERSATION = ConversationIds.ofPair(ONE, TWO);
    private static final Duration RETENTION = Duration.ofDays(100);

    private ArchivedConversations conversations;
    private InMemoryAuditLog audit;

    @BeforeEach
    void start() {
        conversations = new ArchivedConversations(REDIS);
        audit = new InMemoryAuditLog(conversations.clock);
    }

    @Test
    void removesWholeSegmentsFromTheArchive() {
        archiveTwoSegments();
        long size = REDIS.commands().dbsize();
        assertThat(retention(RETENTION).remove(Mode.COUNT)).isEqualTo(new Counts(true, 1, 300, 0, 0));
        assertThat(conversations.read(CONVERSATION)).hasSize(600);
        assertThat(REDIS.commands().dbsize()).isEqualTo(size);
        assertThat(audit.acts()).isEmpty();

        assertThat(retention(RETENTION).remove(Mode.REMOVE)).isEqualTo(new Counts(true, 1, 300, 0, 0));
        assertThat(audit.acts())
                .extracting(Act::details)
                .containsExactly(Map.of("conversations", "1", "messages", "300", "files", "0"));
        assertThat(remaining(0)).startsWith(301L).hasSize(300);
        assertThat(conversations.segments(CONVERSATION)).hasSize(1);
        assertThat(retention(RETENTION).remove(Mode.REMOVE)).isEqualTo(new Counts(true, 0, 0, 0, 0));
        assertThat(conversations.archive.segments()).hasSize(2);
        conversations.clock.advance(Duration.ofHours(2));
        conversations.deletion().delete();
        conversations.assertNothingIsLeft(CONVERSATION);
    }

    @Test
    void readersBeginWithTheFirstRemainingMessage() {
        archiveTwoSegments();
        Message removed = conversations.read(CONVERSATION).get(9);
        retention(RETENTION).remove(Mode.REMOVE);
        assertThat(remaining(10)).startsWith(301L).hasSize(300);
        assertThat(remaining(350)).startsWith(351L);
        assertThat(page(1).items())
                .hasSize(100)
                .first()
                .extracting(Message::seq)
                .isEqualTo(600L);
        assertThat(page(3).items()).hasSize(100).last().extracting(Message::seq).isEqualTo(301L);
        assertThat(page(3).total()).isEqualTo(300);
        assertThat(page(4)).isEqualTo(new Page<>(List.of(), 300));
        assertThat(conversations
                        .ports
                        .history()
                        .read(CONVERSATION, new Window.Before(303, 10))
                        .items())
                .extracting(Message::seq)
                .containsExactly(302L, 301L);
        assertThat(conversations
                        .ports
                        .history()
                        .read(CONVERSATION, new Window.Before(5, 10))
                        .items())
                .isEmpty();
        assertThat(recall(removed)).isInstanceOf(Recalled.Unknown.class);
        assertThat(conversations.ports.store(message("next")).seq()).isEqualTo(601);
    }

    @Test
    void cursorsAndUnreadCountsDoNotIncludeRemovedMessages() {
        conversations.fill("kefu2", 30);
        recall(message(5));
        conversations.clock.advance(Duration.ofDays(4));
        conversations.fill("kefu2", 30);
        recall(message(40));
        ConversationState before = state();
        long last = before.last();
        retention(Duration.ofDays(3)).remove(Mode.REMOVE);
        ConversationState after = state();
        assertThat(after.last()).isEqualTo(last);
        assertThat(remaining(0)).startsWith(32L);
        assertThat(after.first().cursors()).isEqualTo(new Cursors(31, 31));
        assertThat(after.second().cursors()).isEqualTo(new Cursors(31, 31));
        // Entry 31 is the notice of the first recall.
        long ofOne = conversations.read(CONVERSATION, 31).stream()
                .filter(OldMessagesIT::isUnread)
                .filter(message -> message.from().equals(ONE))
                .count();
        long all = conversations.read(CONVERSATION, 31).stream()
                .filter(OldMessagesIT::isUnread)
                .count();
        assertThat(after.second().unread()).isEqualTo(ofOne);
        assertThat(after.first().unread()).isEqualTo(all - ofOne);
        assertThat(MessagePorts.await(
                        conversations.ports.log().advance(new CursorReport(CONVERSATION, TWO, 7, 7, null))))
                .isEqualTo(new Cursors(31, 31));
        MessagePorts.await(conversations.ports.log().advance(new CursorReport(CONVERSATION, TWO, last, last, null)));
        MessagePorts.await(conversations.ports.log().advance(new CursorReport(CONVERSATION, ONE, last, last, null)));
        assertThat(state().first().unread()).isZero();
        assertThat(state().second().unread()).isZero();
    }

    @Test
    void theArchiveContinuesAfterTheRemovedMessages() {
        conversations.fill("kefu2", 150);
        conversations.clock.advance(Duration.ofDays(4));
        conversations.fill("kefu2", 400);
        retention(Duration.ofDays(3)).remove(Mode.REMOVE);
        conversations.clock.advance(Duration.ofDays(91));
        assertThat(conversations.archive().entries()).isEqualTo(400 - 128);
        assertThat(remaining(0)).startsWith(151L).hasSize(400);
    }

    @Test
    void messagesOfAnOpenSessionStay() {
        UserId customer = new UserId("customer");
        ConversationId conversation = ConversationIds.ofCustomer(customer);
        Append message = Appends.at(Appends.customer(customer, "text"), conversations.clock.instant());
        Session former = conversations.ports.assign("00000001", customer, ONE, 1);
        conversations.ports.store(message);
        conversations.ports.close(former);
        Session open = conversations.ports.assign("00000002", customer, ONE, 2);
        conversations.ports.store(message);
        conversations.ports.store(message);
        conversations.clock.advance(Duration.ofDays(4));
        retention(Duration.ofDays(3)).remove(Mode.REMOVE);
        assertThat(conversations.read(conversation)).extracting(Message::seq).containsExactly(2L, 3L);

        conversations.ports.close(open);
        retention(Duration.ofDays(3)).remove(Mode.REMOVE);
        assertThat(conversations.read(conversation)).isEmpty();
    }

    @Test
    void removesFilesThatOnlyRemovedMessagesName() {
        FileId only = send("file_000000000000000000000001");
        FileId again = send("file_000000000000000000000002");
        FileId elsewhere = send("file_000000000000000000000003");
        name(elsewhere, new UserId("kefu3"));
        conversations.clock.advance(Duration.ofDays(4));
        name(again, TWO);
        name(elsewhere, new UserId("kefu3"));
        assertThat(retention(Duration.ofDays(3)).remove(Mode.COUNT).files()).isEqualTo(1);
        assertThat(retention(Duration.ofDays(3)).remove(Mode.REMOVE).files()).isEqualTo(1);
        assertThat(conversations.records.find(only)).isEmpty();
        assertThat(conversations.records.find(again)).isPresent();
        assertThat(conversations.records.find(elsewhere)).isPresent();
        conversations.clock.advance(Duration.ofDays(4));
        assertThat(retention(Duration.ofDays(3)).remove(Mode.REMOVE).files()).isEqualTo(2);
        assertThat(conversations.records.find(elsewhere)).isEmpty();
    }

    @Test
    void listsDoNotHaveRemovedMessages() {
        conversations.fill("kefu2", 5);
        conversations.ports.history().latest(1);
        conversations.clock.advance(Duration.ofDays(4));
        Message next = conversations.ports.store(message("next"));
        conversations.ports.history().latest(1);
        retention(Duration.ofDays(3)).remove(Mode.REMOVE);
        assertThat(conversations.ports.history().latest(10)).containsExactly(next);
    }

    @Test
    void aRecountFindsNoDifference() {
        archiveTwoSegments();
        retention(RETENTION).remove(Mode.REMOVE);
        MessagePorts.await(REDIS.indexer().allIndexed());
        Rebuild rebuild = new Rebuild(
                REDIS.redis(),
                new RedisMessageLog(
                        REDIS.redis(), REDIS.indexer(), Durability.local(), TestRedis.segments(conversations.archive)),
                REDIS.indexer(),
                conversations.archive);
        assertThat(rebuild.run().differences()).isEmpty();
        assertThat(remaining(0)).startsWith(301L).hasSize(300);
    }

    private void archiveTwoSegments() {
        conversations.fill("kefu2", 300);
        conversations.clock.advance(Duration.ofDays(10));
        conversations.fill("kefu2", 300);
        conversations.clock.advance(Duration.ofDays(85));
        assertThat(conversations.archive().entries()).isEqualTo(300);
        conversations.clock.advance(Duration.ofDays(10));
        assertThat(conversations.archive().entries()).isEqualTo(172);
    }

    private static boolean isUnread(Message message) {
        return message.type() != MessageType.SYSTEM && message.status() != MessageStatus.RECALLED;
    }

    private RemoveOldMessages retention(Duration after) {
        return conversations.retention(conversations.archive, audit, after);
    }

    private List<Long> remaining(long after) {
        return conversations.read(CONVERSATION, after).stream()
                .map(Message::seq)
                .toList();
    }

    private Page<Message> page(int number) {
        return conversations.ports.history().read(CONVERSATION, new Window.Numbered(new PageRequest(number, 100)));
    }

    private ConversationState state() {
        return MessagePorts.await(conversations.ports.log().state(CONVERSATION)).orElseThrow();
    }

    private Message message(long seq) {
        return conversations.read(CONVERSATION).get((int) seq - 1);
    }

    private Append message(String text) {
        return Appends.at(Appends.pair(ONE, TWO, text), conversations.clock.instant());
    }

    private Recalled recall(Message message) {
        return MessagePorts.await(conversations
                .ports
                .log()
                .recall(new Recall(
                        message.id(), message.from(), "name", null, "recalled", conversations.clock.instant())));
    }

    /** Uploads a file and sends it in the conversation. */
    private FileId send(String id) {
        FileId file = new FileId(id);
        conversations.records.add(StoredFiles.text(file, ONE, conversations.clock.instant()), new Quota(10, 10_000));
        name(file, TWO);
        return file;
    }

    private void name(FileId file, UserId to) {
        new RedisFileMentions(REDIS.redis()).add(file, ConversationIds.ofPair(ONE, to), conversations.clock.instant());
        conversations.ports.store(Appends.at(
                Appends.with(
                        Appends.pair(ONE, to, "x"),
                        new Draft(MessageType.FILE, "/api/files/" + file.value(), null, null)),
                conversations.clock.instant()));
    }
}
