package io.kefu.application.message;

import static io.kefu.application.session.testing.SessionFixture.admin;
import static io.kefu.application.session.testing.SessionFixture.customer;
import static io.kefu.application.session.testing.SessionFixture.kefu;
import static io.kefu.application.testing.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.access.Principal;
import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.file.MentionFile;
import io.kefu.application.file.port.FileRecords.Quota;
import io.kefu.application.file.testing.InMemoryFileMentions;
import io.kefu.application.file.testing.InMemoryFileRecords;
import io.kefu.application.message.testing.InMemoryConversations;
import io.kefu.application.message.testing.InMemoryMessageLog;
import io.kefu.application.session.testing.SessionFixture;
import io.kefu.application.user.testing.Users;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.file.FileCategory;
import io.kefu.domain.file.FileId;
import io.kefu.domain.file.FileName;
import io.kefu.domain.file.MediaType;
import io.kefu.domain.file.StoredFile;
import io.kefu.domain.message.ClientMessageId;
import io.kefu.domain.message.Draft;
import io.kefu.domain.message.Message;
import io.kefu.domain.message.MessageType;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.session.SessionState;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SendMessageTest {
    private static final Draft TEXT = Draft.of(MessageType.TEXT, "你好");

    private final InMemoryConversations conversations = new InMemoryConversations();
    private final SessionFixture fixture = SessionFixture.inMemory(conversations);
    private final InMemoryFileRecords files = new InMemoryFileRecords();
    private final SendMessage sendMessage = new SendMessage(
            new InMemoryMessageLog(conversations),
            fixture.openSession(),
            fixture.users(),
            new MentionFile(files, new InMemoryFileMentions(conversations), fixture.clock()),
            Runnable::run,
            fixture.clock());

    @Test
    void aCustomersFirstMessageOpensASession() {
        UserId served = fixture.comes("kefu", 1);
        fixture.users().create(Users.customer("a"));
        Message message = send(customer("a"), null);
        assertThat(message.seq()).isEqualTo(1);
        assertThat(message.to()).isEqualTo(served);
        assertThat(message.senderName()).isEqualTo("a");
        assertThat(message.timestamp()).isEqualTo(fixture.clock().instant());
        Session session = fixture.find(Objects.requireNonNull(message.session()));
        assertThat(session.state()).isEqualTo(SessionState.ACTIVE);
        assertThat(session.messages()).isEqualTo(1);
        assertThat(send(customer("a"), null).session()).isEqualTo(session.id());
    }

    @Test
    void aDisabledCustomerCanNeitherSendNorReceive() {
        UserId a = new UserId("a");
        fixture.comes("kefu", 1);
        fixture.users().create(Users.customer("a"));
        fixture.users().create(Users.kefu("other"));
        send(customer("a"), null);
        fixture.users().update(a, Users.DISABLED);
        fixture.closeBlockedSession().close(a);
        assertRefused(ErrorCode.SESSION_CLOSED, () -> send(kefu("kefu"), "a"));
        assertRefused(ErrorCode.FORBIDDEN, () -> send(kefu("other"), "a"));
        assertRefused(ErrorCode.CONFLICT, () -> send(admin("root"), "a"));
        assertRefused(ErrorCode.FORBIDDEN, () -> send(customer("a"), null));
        assertThat(fixture.desk().ofCustomer(a)).isEmpty();
        fixture.users().update(a, User.Change.NONE.withDisabled(false));
        assertThat(send(admin("root"), "a").seq()).isEqualTo(2);
        assertThat(send(customer("a"), null).seq()).isEqualTo(3);
    }

    @Test
    void aSendRecordsWhenTheSenderWasLastSeen() {
        fixture.users().create(Users.customer("a"));
        fixture.clock().set(Users.MADE.plusSeconds(3_600));
        send(customer("a"), null);
        assertThat(fixture.users().find(new UserId("a")).orElseThrow().lastActive())
                .isEqualTo(Users.MADE.plusSeconds(3_600));
    }

    @Test
    void aMessageOfAWaitingCustomerIsStored() {
        fixture.users().create(Users.customer("a"));
        Message message = send(customer("a"), null);
        assertThat(message.to()).isNull();
        assertThat(fixture.find(Objects.requireNonNull(message.session())).state())
                .isEqualTo(SessionState.WAITING);
    }

    @Test
    void aCustomerWhoNamesAKefuIsAssignedToThatKefuIfPossible() {
        fixture.comes("one", 5);
        UserId two = fixture.comes("two", 5);
        fixture.users().create(Users.customer("a"));
        assertThat(send(customer("a"), "two").to()).isEqualTo(two);
        assertThat(send(customer("a"), "one").to()).isEqualTo(two);
        assertThat(send(customer("a"), null).to()).isEqualTo(two);
    }

    @Test
    void aMessageThatNamesTheOpenSessionIsStoredInIt() {
        fixture.comes("kefu", 1);
        fixture.users().create(Users.customer("a"));
        SessionId session = Objects.requireNonNull(send(customer("a"), null).session());
        assertThat(sendIn(session, customer("a"), null).seq()).isEqualTo(2);
        assertThat(sendIn(session, kefu("kefu"), "a").seq()).isEqualTo(3);
    }

    @Test
    void aMessageThatNamesAClosedSessionIsRefusedAndOpensNone() {
        fixture.comes("kefu", 1);
        fixture.users().create(Users.customer("a"));
        SessionId session = Objects.requireNonNull(send(customer("a"), null).session());
        fixture.closes(session);
        assertRefused(ErrorCode.SESSION_CLOSED, () -> sendIn(session, customer("a"), null));
        assertThat(fixture.desk().ofCustomer(new UserId("a"))).isEmpty();
        send(customer("a"), null);
        assertRefused(ErrorCode.SESSION_CLOSED, () -> sendIn(session, customer("a"), null));
        assertRefused(ErrorCode.SESSION_CLOSED, () -> sendIn(session, kefu("kefu"), "a"));
    }

    private Message sendIn(SessionId session, Principal caller, @Nullable String to) {
        @Nullable UserId recipient = to == null ? null : new UserId(to);
        return stored(caller, new SendMessage.Command(recipient, TEXT, "connection", session));
    }

    @Test
    void aCustomerCanWriteOnlyToStaff() {
        fixture.comes("kefu", 5);
        fixture.users().create(Users.customer("b"));
        assertRefusedToSend(ErrorCode.USER_NOT_FOUND, customer("a"), "nobody");
        assertRefusedToSend(ErrorCode.USER_NOT_FOUND, customer("a"), "b");
        assertRefusedToSend(ErrorCode.USER_NOT_FOUND, customer("a"), "a");
        assertThat(fixture.sessions().lastKefu(new UserId("a"))).isEmpty();
        fixture.opens("a");
        assertRefusedToSend(ErrorCode.USER_NOT_FOUND, customer("a"), "nobody");
        assertRefusedToSend(ErrorCode.USER_NOT_FOUND, customer("a"), "b");
    }

    @Test
    void aMessageAfterTheEndOfASessionOpensTheNextOne() {
        fixture.comes("kefu", 5);
        Session first = fixture.opens("a");
        fixture.closes(first.id());
        assertThat(send(customer("a"), null).session()).isNotNull().isNotEqualTo(first.id());
    }

    @Test
    void aKefuCanWriteToTheCustomersThatTheyServe() {
        fixture.comes("kefu", 1);
        Session session = fixture.opens("a");
        fixture.opens("b");
        Message message = send(kefu("kefu"), "a");
        assertThat(message.to()).isEqualTo(new UserId("a"));
        assertThat(message.session()).isEqualTo(session.id());
        assertRefusedToSend(ErrorCode.FORBIDDEN, kefu("kefu"), "b");
        assertRefusedToSend(ErrorCode.FORBIDDEN, kefu("other"), "a");
        fixture.closes(session.id());
        assertRefusedToSend(ErrorCode.SESSION_CLOSED, kefu("kefu"), "a");
        assertRefusedToSend(ErrorCode.FORBIDDEN, kefu("other"), "a");
    }

    @Test
    void aKefuCanNotWriteToUnknownUsersOrThemselves() {
        fixture.comes("kefu", 1);
        assertRefusedToSend(ErrorCode.USER_NOT_FOUND, kefu("kefu"), "nobody");
        assertRefusedToSend(ErrorCode.USER_NOT_FOUND, kefu("kefu"), "kefu");
        assertRefusedToSend(ErrorCode.USER_NOT_FOUND, kefu("kefu"), null);
    }

    @Test
    void kefuAndAdminsCanWriteToEachOther() {
        fixture.comes("one", 1);
        fixture.comes("two", 1);
        fixture.users().create(Users.admin("root"));
        Message there = send(kefu("one"), "two");
        Message back = send(kefu("two"), "one");
        assertThat(there.conversation())
                .isEqualTo(back.conversation())
                .isEqualTo(ConversationIds.ofPair(new UserId("one"), new UserId("two")));
        assertThat(back.seq()).isEqualTo(2);
        assertThat(there.session()).isNull();
        assertThat(send(kefu("one"), "root").to()).isEqualTo(new UserId("root"));
        assertThat(send(admin("root"), "one").seq()).isEqualTo(2);
    }

    @Test
    void anAdminCanWriteToAnyCustomer() {
        fixture.users().create(Users.customer("a"));
        assertThat(send(admin("root"), "a").session()).isNull();
        Session session = fixture.opens("a");
        assertThat(send(admin("root"), "a").session()).isEqualTo(session.id());
        assertRefusedToSend(ErrorCode.USER_NOT_FOUND, admin("root"), "nobody");
        assertRefusedToSend(ErrorCode.USER_NOT_FOUND, admin("root"), "root");
        assertRefusedToSend(ErrorCode.USER_NOT_FOUND, admin("root"), null);
    }

    @ParameterizedTest
    @EnumSource(names = {"IMAGE", "FILE", "VOICE", "VIDEO"})
    void aMessageMayMentionOnlyAFileThatItsSenderMayRead(MessageType type) {
        fixture.comes("kefu", 1);
        fixture.opens("a");
        assertRefused(ErrorCode.FILE_NOT_FOUND, () -> send(customer("a"), null, Draft.of(type, "file_1")));
        assertRefused(ErrorCode.FILE_NOT_FOUND, () -> send(customer("a"), null, naming(type)));
        files.add(file("kefu"), new Quota(10, 10));
        assertRefused(ErrorCode.FILE_NOT_FOUND, () -> send(customer("a"), null, naming(type)));
        assertThat(send(kefu("kefu"), "a", naming(type)).seq()).isEqualTo(1);
        assertThat(send(customer("a"), null, naming(type)).seq()).isEqualTo(2);
    }

    @Test
    void theRecipientIsCheckedBeforeTheFile() {
        fixture.comes("kefu", 1);
        files.add(file("kefu"), new Quota(10, 10));
        Draft draft = naming(MessageType.FILE);
        assertRefused(ErrorCode.USER_NOT_FOUND, () -> send(kefu("kefu"), "nobody", draft));
        assertRefused(ErrorCode.USER_NOT_FOUND, () -> send(kefu("kefu"), "kefu", draft));
        assertRefused(ErrorCode.USER_NOT_FOUND, () -> send(kefu("kefu"), null, draft));
        fixture.users().create(Users.customer("a"));
        assertRefused(ErrorCode.FORBIDDEN, () -> send(kefu("kefu"), "a", draft));
        fixture.opens("a");
        assertRefused(ErrorCode.FILE_NOT_FOUND, () -> send(customer("a"), null, draft));
        fixture.comes("other", 1);
        assertThat(send(kefu("kefu"), "other", draft).seq()).isEqualTo(1);
        assertThat(send(kefu("other"), "kefu", draft).seq()).isEqualTo(2);
    }

    private static Draft naming(MessageType type) {
        return Draft.of(type, "/api/files/file_123456");
    }

    private static StoredFile file(String uploader) {
        return new StoredFile(
                new FileId("file_123456"),
                FileName.of("a.png"),
                1,
                new MediaType("image/png"),
                FileCategory.IMAGE,
                "0".repeat(64),
                new UserId(uploader),
                Instant.EPOCH);
    }

    @Test
    void aRepeatedSendReturnsTheFirstMessage() {
        fixture.comes("kefu", 1);
        fixture.users().create(Users.customer("a"));
        ClientMessageId id = new ClientMessageId("id");
        Draft draft = new Draft(MessageType.TEXT, "x", null, id);
        Message first = send(customer("a"), null, draft);
        assertThat(send(customer("a"), "kefu", draft)).isEqualTo(first);
        fixture.closes(Objects.requireNonNull(first.session()));
        assertThat(send(customer("a"), null, draft)).isEqualTo(first);
        Draft other = new Draft(MessageType.TEXT, "y", null, id);
        assertRefused(ErrorCode.CONFLICT, () -> send(customer("a"), null, other));
    }

    private void assertRefusedToSend(ErrorCode code, Principal caller, @Nullable String to) {
        assertRefused(code, () -> send(caller, to));
    }

    private Message send(Principal caller, @Nullable String to) {
        return send(caller, to, TEXT);
    }

    private Message send(Principal caller, @Nullable String to, Draft draft) {
        return stored(caller, SendMessage.Command.of(to == null ? null : new UserId(to), draft));
    }

    private Message stored(Principal caller, SendMessage.Command command) {
        try {
            return sendMessage.send(caller, command).toCompletableFuture().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof DomainException refusal) {
                throw refusal;
            }
            throw e;
        }
    }
}
