package io.kefu.application.message.testing;

import static io.kefu.application.message.testing.Appends.NOON;
import static io.kefu.application.message.testing.Appends.customer;
import static io.kefu.application.message.testing.Appends.pair;
import static io.kefu.application.message.testing.Appends.serving;
import static io.kefu.application.message.testing.Appends.under;
import static io.kefu.application.message.testing.Appends.with;
import static io.kefu.application.message.testing.MessagePorts.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.message.port.MessageEvents.ConversationEvent;
import io.kefu.application.message.port.MessageHistory.Window;
import io.kefu.application.message.port.MessageLog;
import io.kefu.application.message.port.MessageLog.Recall;
import io.kefu.application.message.port.MessageLog.Recalled;
import io.kefu.application.page.PageRequest;
import io.kefu.application.testing.Parallel;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.message.Draft;
import io.kefu.domain.message.Message;
import io.kefu.domain.message.MessageId;
import io.kefu.domain.message.MessageStatus;
import io.kefu.domain.message.MessageType;
import io.kefu.domain.session.Session;
import io.kefu.domain.user.Metadata;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of {@link MessageLog} for recalls. */
public abstract class RecallContract {
    private static final UserId CUSTOMER = new UserId("customer");
    private static final UserId KEFU = new UserId("kefu");
    private static final UserId ADMIN = new UserId("admin");
    private static final ConversationId CONVERSATION = ConversationIds.ofCustomer(CUSTOMER);

    private MessagePorts ports = MessagePorts.inMemory();

    /** Creates the ports over an empty store. */
    protected abstract MessagePorts create();

    @BeforeEach
    void setUp() {
        ports = create();
    }

    @Test
    void aRecallLeavesATombstoneWithoutContent() {
        Session session = ports.assign(CUSTOMER, KEFU, 1);
        Message secret = ports.store(
                with(customer(CUSTOMER, "x"), new Draft(MessageType.TEXT, "secret", new Metadata("{\"a\":1}"), null)));
        Message later = ports.store(serving(KEFU, CUSTOMER, "hi"));
        Message left = done(recall(secret, CUSTOMER, NOON));
        assertThat(left).isEqualTo(secret.recalled());
        List<Message> log = log();
        assertThat(log.subList(0, 2)).containsExactly(left, later);
        Message notice = log.get(2);
        assertThat(log).hasSize(3);
        assertThat(notice.seq()).isEqualTo(3);
        assertThat(notice.type()).isEqualTo(MessageType.SYSTEM);
        assertThat(notice.from()).isEqualTo(CUSTOMER);
        assertThat(notice.content()).isEqualTo("gone");
        assertThat(notice.metadata())
                .isEqualTo(new Metadata(
                        "{\"event\":\"message_recalled\",\"seq\":1,\"message_id\":\"%s\"}".formatted(secret.id())));
        assertThat(ports.history()
                        .read(CONVERSATION, new Window.Numbered(new PageRequest(1, 20)))
                        .items())
                .isEqualTo(log.reversed());
        assertThat(ports.history().latest(10)).containsExactly(later, left);
        assertThat(ports.sessions().find(session.id()).orElseThrow().messages()).isEqualTo(2);
    }

    @Test
    void subscribersGetTheEntryOfARecall() throws InterruptedException {
        ports.assign(CUSTOMER, KEFU, 1);
        Message message = ports.store(customer(CUSTOMER, "x"));
        BlockingQueue<ConversationEvent> heard = new LinkedBlockingQueue<>();
        await(ports.events().subscribe(CONVERSATION, heard::add));
        done(recall(message, CUSTOMER, NOON));
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo(new ConversationEvent.Appended(log().get(1), null));
    }

    @Test
    void aSecondRecallChangesNothing() {
        ports.assign(CUSTOMER, KEFU, 1);
        Message message = ports.store(customer(CUSTOMER, "x"));
        List<Recalled> all = Parallel.call(20, i -> recall(message, i % 2 == 0 ? CUSTOMER : ADMIN, null));
        assertThat(all).containsOnly(new Recalled.Done(message.recalled()));
        assertThat(log()).hasSize(2);
        assertThat(recall(message, CUSTOMER, NOON.plusSeconds(600))).isEqualTo(new Recalled.Done(message.recalled()));
    }

    @Test
    void onlyOwnMessagesCanBeRecalledAndOnlyForALimitedTime() {
        ports.assign(CUSTOMER, KEFU, 1);
        Message message = ports.store(customer(CUSTOMER, "x"));
        assertThat(recall(message, KEFU, NOON)).isEqualTo(new Recalled.NotOwn());
        assertThat(recall(message, new UserId("stranger"), NOON)).isEqualTo(new Recalled.Unknown());
        assertThat(recall(message, CUSTOMER, NOON.plusMillis(1))).isEqualTo(new Recalled.TooLate());
        assertThat(log()).containsExactly(message);
        done(recall(message, ADMIN, null));
        assertThat(recall(log().get(1), ADMIN, null)).isEqualTo(new Recalled.NotOwn());
    }

    @Test
    void anUnknownMessageIsReportedAsUnknown() {
        ports.assign(CUSTOMER, KEFU, 1);
        Message message = ports.store(customer(CUSTOMER, "x"));
        for (MessageId id : List.of(
                MessageId.of(CONVERSATION, 2, NOON.toEpochMilli()),
                MessageId.of(CONVERSATION, 1, NOON.toEpochMilli() + 1),
                MessageId.of(ConversationIds.ofCustomer(KEFU), 1, NOON.toEpochMilli()))) {
            assertThat(recall(id, CUSTOMER, NOON)).isEqualTo(new Recalled.Unknown());
            assertThat(recall(id, ADMIN, null)).isEqualTo(new Recalled.Unknown());
        }
        assertThat(log()).containsExactly(message);
    }

    @Test
    void repeatingTheSendOfARecalledMessageReturnsTheTombstone() {
        ports.assign(CUSTOMER, KEFU, 1);
        Message message = ports.store(under(customer(CUSTOMER, "x"), "id"));
        done(recall(message, CUSTOMER, NOON));
        assertThat(ports.store(under(customer(CUSTOMER, "x"), "id"))).isEqualTo(message.recalled());
        assertThat(log()).hasSize(2);
    }

    @Test
    void aUserOfAPairMayRecallTheirOwnMessage() {
        UserId other = new UserId("other");
        Message message = ports.store(pair(KEFU, other, "x"));
        assertThat(recall(message, other, NOON)).isEqualTo(new Recalled.NotOwn());
        assertThat(done(recall(message, KEFU, NOON)).status()).isEqualTo(MessageStatus.RECALLED);
    }

    @Test
    void tombstonesAreReadInBatchesLikeOtherEntries() {
        ports.assign(CUSTOMER, KEFU, 1);
        List<Message> said = List.of(
                ports.store(customer(CUSTOMER, "a")),
                ports.store(customer(CUSTOMER, "b")),
                ports.store(customer(CUSTOMER, "c")));
        said.forEach(message -> done(recall(message, CUSTOMER, NOON)));
        assertThat(await(ports.log().readAfter(CONVERSATION, 1, 3)).messages())
                .extracting(Message::seq)
                .containsExactly(2L, 3L, 4L);
        assertThat(ports.history().read(CONVERSATION, new Window.Before(4, 2)).items())
                .containsExactly(said.get(2).recalled(), said.get(1).recalled());
    }

    private Recalled recall(Message message, UserId by, @Nullable Instant notBefore) {
        return recall(message.id(), by, notBefore);
    }

    private Recalled recall(MessageId id, UserId by, @Nullable Instant notBefore) {
        return await(ports.log().recall(new Recall(id, by, by.value(), notBefore, "gone", NOON)));
    }

    private static Message done(Recalled recalled) {
        assertThat(recalled).isInstanceOf(Recalled.Done.class);
        return ((Recalled.Done) recalled).tombstone();
    }

    private List<Message> log() {
        return await(ports.log().readAfter(CONVERSATION, 0, 100)).messages();
    }
}
