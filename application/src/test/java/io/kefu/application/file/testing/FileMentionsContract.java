package io.kefu.application.file.testing;

import static io.kefu.application.message.testing.Appends.NOON;
import static io.kefu.application.message.testing.Appends.admin;
import static io.kefu.application.message.testing.Appends.customer;
import static io.kefu.application.message.testing.Appends.pair;
import static io.kefu.application.message.testing.Appends.serving;
import static io.kefu.application.message.testing.Appends.with;
import static io.kefu.application.message.testing.MessagePorts.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.access.Principal;
import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.file.port.FileMentions;
import io.kefu.application.message.port.MessageLog.Append;
import io.kefu.application.message.port.MessageLog.Recall;
import io.kefu.application.message.port.MessageLog.Recalled;
import io.kefu.application.message.testing.InMemoryConversations;
import io.kefu.application.message.testing.MessagePorts;
import io.kefu.domain.file.FileId;
import io.kefu.domain.message.ClientMessageId;
import io.kefu.domain.message.Draft;
import io.kefu.domain.message.Message;
import io.kefu.domain.message.MessageType;
import io.kefu.domain.session.Session;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.UserId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of {@link FileMentions}. */
public abstract class FileMentionsContract {
    private static final UserId CUSTOMER = new UserId("customer");
    private static final UserId STRANGER = new UserId("stranger");
    private static final UserId KEFU = new UserId("kefu");
    private static final UserId COLLEAGUE = new UserId("colleague");
    private static final FileId FILE = new FileId("file_Ab0000000000000000000001");
    private static final FileId OTHER_FILE = new FileId("file_Ab0000000000000000000002");

    private Fixture fixture =
            new Fixture(MessagePorts.inMemory(), new InMemoryFileMentions(new InMemoryConversations()));

    /** The port, and the messages whose logs it reads. */
    public record Fixture(MessagePorts messages, FileMentions mentions) {}

    /** The ports over an empty store. */
    protected abstract Fixture create();

    @BeforeEach
    void setUp() {
        fixture = create();
    }

    private Message sendsMention(Append append, MessageType type, String content) {
        fixture.mentions().add(FILE, append.conversation(), NOON);
        return fixture.messages().store(with(append, Draft.of(type, content)));
    }

    private Message sendsMention(Append append) {
        return sendsMention(append, MessageType.IMAGE, FILE.value());
    }

    private boolean mayRead(UserId reader, Role role) {
        return fixture.mentions().isMentionedFor(new Principal(reader, role, "name"), FILE);
    }

    private void recall(Message message) {
        Recall recall = new Recall(message.id(), message.from(), "name", NOON, "gone", NOON);
        assertThat(await(fixture.messages().log().recall(recall))).isInstanceOf(Recalled.Done.class);
    }

    @Test
    void fileIsUnreadableUntilAMessageMentionsIt() {
        fixture.messages().assign(CUSTOMER, KEFU, 1);
        fixture.messages().store(customer(CUSTOMER, FILE.value()));
        fixture.mentions().add(FILE, ConversationIds.ofCustomer(CUSTOMER), NOON);
        assertThat(mayRead(CUSTOMER, Role.CUSTOMER)).isFalse();
        assertThat(mayRead(KEFU, Role.KEFU)).isFalse();
    }

    @Test
    void bothSidesReadAFileOfTheCustomer() {
        fixture.messages().assign(CUSTOMER, KEFU, 1);
        sendsMention(customer(CUSTOMER, "x"));
        assertThat(mayRead(CUSTOMER, Role.CUSTOMER)).isTrue();
        assertThat(mayRead(KEFU, Role.KEFU)).isTrue();
        assertThat(mayRead(STRANGER, Role.CUSTOMER)).isFalse();
        assertThat(mayRead(COLLEAGUE, Role.KEFU)).isFalse();
    }

    @Test
    void mentionOfAnotherFileGivesNoAccess() {
        fixture.messages().assign(CUSTOMER, KEFU, 1);
        fixture.mentions().add(FILE, ConversationIds.ofCustomer(CUSTOMER), NOON);
        sendsMention(customer(CUSTOMER, "x"), MessageType.FILE, OTHER_FILE.value());
        assertThat(mayRead(CUSTOMER, Role.CUSTOMER)).isFalse();
    }

    @Test
    void everyMediaTypeMentionsByPath() {
        for (MessageType type :
                new MessageType[] {MessageType.IMAGE, MessageType.FILE, MessageType.VOICE, MessageType.VIDEO}) {
            fixture = create();
            fixture.messages().assign(CUSTOMER, KEFU, 1);
            Message message = sendsMention(serving(KEFU, CUSTOMER, "x"), type, "/api/files/" + FILE);
            assertThat(mayRead(CUSTOMER, Role.CUSTOMER)).as("%s", type).isTrue();
            recall(message);
            assertThat(mayRead(CUSTOMER, Role.CUSTOMER)).as("%s", type).isFalse();
            setUp();
        }
    }

    @Test
    void everyKefuReadsFilesOfAWaitingCustomer() {
        fixture.messages().assign(CUSTOMER, null, 1);
        Message message = sendsMention(customer(CUSTOMER, "x"));
        assertThat(mayRead(KEFU, Role.KEFU)).isTrue();
        assertThat(mayRead(COLLEAGUE, Role.KEFU)).isTrue();
        assertThat(mayRead(STRANGER, Role.CUSTOMER)).isFalse();
        fixture.messages().assign(CUSTOMER, KEFU, 2);
        assertThat(mayRead(KEFU, Role.KEFU)).isTrue();
        assertThat(mayRead(COLLEAGUE, Role.KEFU)).isFalse();
        fixture.messages().assign(CUSTOMER, null, 3);
        assertThat(mayRead(COLLEAGUE, Role.KEFU)).isTrue();
        recall(message);
        assertThat(mayRead(COLLEAGUE, Role.KEFU)).isFalse();
    }

    @Test
    void kefuWhoServesReadsEarlierFiles() {
        fixture.messages().assign(CUSTOMER, KEFU, 1);
        sendsMention(customer(CUSTOMER, "x"));
        fixture.messages().assign(CUSTOMER, COLLEAGUE, 2);
        assertThat(mayRead(COLLEAGUE, Role.KEFU)).isTrue();
    }

    @Test
    void kefuWhoServedBeforeReadsNoLaterFiles() {
        Session session = fixture.messages().assign(CUSTOMER, KEFU, 1);
        fixture.messages().store(customer(CUSTOMER, "x"));
        fixture.messages().assign(CUSTOMER, COLLEAGUE, 2);
        sendsMention(customer(CUSTOMER, "x"));
        assertThat(mayRead(KEFU, Role.KEFU)).isFalse();
        assertThat(mayRead(COLLEAGUE, Role.KEFU)).isTrue();
        fixture.messages().close(session);
        assertThat(mayRead(COLLEAGUE, Role.KEFU)).isTrue();
        assertThat(mayRead(CUSTOMER, Role.CUSTOMER)).isTrue();
    }

    @Test
    void recalledMessageGivesNoAccess() {
        fixture.messages().assign(CUSTOMER, KEFU, 1);
        Message first = sendsMention(customer(CUSTOMER, "x"));
        Message second = sendsMention(customer(CUSTOMER, "x"));
        recall(first);
        recall(first);
        assertThat(mayRead(KEFU, Role.KEFU)).isTrue();
        recall(second);
        assertThat(mayRead(KEFU, Role.KEFU)).isFalse();
        assertThat(mayRead(CUSTOMER, Role.CUSTOMER)).isFalse();
    }

    @Test
    void kefuWhoServedBeforeLosesAccessIfTheirMentionIsRecalled() {
        fixture.messages().assign(CUSTOMER, KEFU, 1);
        Message first = sendsMention(customer(CUSTOMER, "x"));
        fixture.messages().assign(CUSTOMER, COLLEAGUE, 2);
        sendsMention(customer(CUSTOMER, "x"));
        assertThat(mayRead(KEFU, Role.KEFU)).isTrue();
        recall(first);
        assertThat(mayRead(KEFU, Role.KEFU)).isFalse();
        assertThat(mayRead(COLLEAGUE, Role.KEFU)).isTrue();
    }

    @Test
    void bothColleaguesReadAFileOfTheirConversation() {
        sendsMention(pair(KEFU, COLLEAGUE, "x"));
        assertThat(mayRead(COLLEAGUE, Role.KEFU)).isTrue();
        assertThat(mayRead(COLLEAGUE, Role.ADMIN)).isTrue();
        assertThat(mayRead(new UserId("third"), Role.KEFU)).isFalse();
        assertThat(mayRead(CUSTOMER, Role.CUSTOMER)).isFalse();
    }

    @Test
    void customerReadsAFileOfAnAdmin() {
        sendsMention(admin(COLLEAGUE, CUSTOMER, "x"));
        assertThat(mayRead(CUSTOMER, Role.CUSTOMER)).isTrue();
    }

    @Test
    void repeatedSendMentionsTheFileOnce() {
        fixture.messages().assign(CUSTOMER, KEFU, 1);
        fixture.mentions().add(FILE, ConversationIds.ofCustomer(CUSTOMER), NOON);
        Append append = with(
                customer(CUSTOMER, "x"), new Draft(MessageType.IMAGE, FILE.value(), null, new ClientMessageId("once")));
        Message sent = fixture.messages().store(append);
        assertThat(fixture.messages().store(append)).isEqualTo(sent);
        recall(sent);
        assertThat(mayRead(KEFU, Role.KEFU)).isFalse();
    }

    @Test
    void removedMentionsGiveNoAccessToKefu() {
        fixture.messages().assign(CUSTOMER, KEFU, 1);
        sendsMention(customer(CUSTOMER, "x"));
        fixture.mentions().removeAll(FILE);
        assertThat(mayRead(KEFU, Role.KEFU)).isFalse();
    }
}
