package io.kefu.application.message.testing;

import static io.kefu.application.message.testing.Appends.NOON;
import static io.kefu.application.message.testing.Appends.admin;
import static io.kefu.application.message.testing.Appends.at;
import static io.kefu.application.message.testing.Appends.customer;
import static io.kefu.application.message.testing.Appends.pair;
import static io.kefu.application.message.testing.Appends.serving;
import static io.kefu.application.message.testing.Appends.with;
import static io.kefu.application.message.testing.MessageHouse.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.message.port.MessageLog;
import io.kefu.application.message.port.MessageLog.Batch;
import io.kefu.application.message.port.MessageLog.ConversationState;
import io.kefu.application.message.port.MessageLog.Cursors;
import io.kefu.application.message.port.MessageLog.Progress;
import io.kefu.application.message.port.MessageLog.Recall;
import io.kefu.application.message.port.MessageLog.Refusal;
import io.kefu.application.session.port.SessionStore.Closing;
import io.kefu.application.session.port.SessionStore.Only;
import io.kefu.application.testing.Parallel;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.message.ClientMessageId;
import io.kefu.domain.message.Draft;
import io.kefu.domain.message.Message;
import io.kefu.domain.message.MessageStatus;
import io.kefu.domain.message.MessageType;
import io.kefu.domain.session.Ending;
import io.kefu.domain.session.Session;
import io.kefu.domain.user.Metadata;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link MessageLog} must do when messages are appended and read. */
public abstract class MessageLogContract {
    private static final UserId CUSTOMER = new UserId("customer");
    private static final UserId KEFU = new UserId("kefu");
    private static final UserId OTHER_KEFU = new UserId("Other");
    private static final UserId ADMIN = new UserId("admin");
    private static final ConversationId CONVERSATION = ConversationIds.ofCustomer(CUSTOMER);

    private MessageHouse house = MessageHouse.inMemory();

    /** Ports of an empty house. */
    protected abstract MessageHouse create();

    @BeforeEach
    void setUp() {
        house = create();
    }

    @Test
    void aMessageIsReadAsItWasStored() {
        Session session = house.stands(CUSTOMER, KEFU, 1);
        Message first = house.stores(customer(CUSTOMER, "你好"));
        assertThat(first)
                .isEqualTo(new Message(
                        CONVERSATION,
                        1,
                        NOON,
                        CUSTOMER,
                        "customer",
                        KEFU,
                        session.id(),
                        MessageType.TEXT,
                        "你好",
                        null,
                        null,
                        MessageStatus.SENT));
        Message second = house.stores(serving(KEFU, CUSTOMER, "hi"));
        assertThat(second.seq()).isEqualTo(2);
        assertThat(second.to()).isEqualTo(CUSTOMER);
        assertThat(log(0, 10)).containsExactly(first, second);
        assertThat(house.sessions().find(session.id()).orElseThrow().messages()).isEqualTo(2);
    }

    @Test
    void entriesAboveASeqAreReadInBatches() {
        house.stands(CUSTOMER, KEFU, 1);
        LongStream.rangeClosed(1, 7).forEach(i -> house.stores(customer(CUSTOMER, "m" + i)));
        assertThat(log(0, 3)).extracting(Message::seq).containsExactly(1L, 2L, 3L);
        assertThat(log(5, 3)).extracting(Message::seq).containsExactly(6L, 7L);
        assertThat(log(7, 3)).isEmpty();
        assertThat(await(house.log().readAfter(ConversationIds.ofCustomer(KEFU), 0, 3)))
                .isEqualTo(new Batch(Optional.empty(), List.of()));
    }

    @Test
    void aKefuReadsEntriesUntilTheyStoppedServing() {
        house.stands(CUSTOMER, KEFU, 1);
        Message first = house.stores(customer(CUSTOMER, "a"));
        assertThat(await(house.log().readAfter(CONVERSATION, 0, 10, KEFU)).messages())
                .containsExactly(first);
        house.stands(CUSTOMER, OTHER_KEFU, 2);
        house.stores(customer(CUSTOMER, "b"));
        Batch left = await(house.log().readAfter(CONVERSATION, 0, 10, KEFU));
        assertThat(left.messages()).containsExactly(first);
        assertThat(left.state().orElseThrow().secondUser()).isEqualTo(OTHER_KEFU);
        assertThat(await(house.log().readAfter(CONVERSATION, 0, 10, new UserId("stranger")))
                        .messages())
                .isEmpty();
    }

    @Test
    void concurrentAppendsGetSeqsWithoutGaps() {
        house.stands(CUSTOMER, KEFU, 1);
        List<Message> stored = Parallel.call(
                100, i -> house.stores(i % 2 == 0 ? customer(CUSTOMER, "m" + i) : serving(KEFU, CUSTOMER, "m" + i)));
        assertThat(stored)
                .extracting(Message::seq)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 100).boxed().toList());
        assertThat(log(0, 1_000))
                .containsExactlyInAnyOrderElementsOf(stored)
                .isSortedAccordingTo((a, b) -> Long.compare(a.seq(), b.seq()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"one\ntwo\r\n\nfour\n", "\n", " \t", "👩‍👩‍👧 😀 \u0001\u2028", "{\"a\":[1]}", "%s -1 \\n"})
    void anyTextIsReadUnchanged(String text) {
        house.stands(CUSTOMER, KEFU, 1);
        Draft draft = new Draft(
                MessageType.TEXT,
                "x" + text,
                new Metadata("{\"键\":\"😀\",\"a\":[1,null]}"),
                new ClientMessageId("号 1"));
        Message stored = house.stores(with(customer(CUSTOMER, "x"), draft));
        assertThat(stored.content()).isEqualTo("x" + text);
        assertThat(log(0, 10)).containsExactly(stored);
        assertThat(house.stores(with(customer(CUSTOMER, "x"), draft))).isEqualTo(stored);
    }

    @ParameterizedTest
    @ValueSource(strings = {"IMAGE", "FILE", "VOICE", "VIDEO"})
    void everyTypeIsReadUnchanged(MessageType type) {
        house.stands(CUSTOMER, KEFU, 1);
        Message stored = house.stores(with(customer(CUSTOMER, "x"), new Draft(type, "file_1", null, null)));
        assertThat(stored.type()).isEqualTo(type);
        assertThat(log(0, 10)).containsExactly(stored);
    }

    @Test
    void timestampsNeverDecreaseWithinALog() {
        house.stands(CUSTOMER, KEFU, 1);
        assertThat(house.stores(at(customer(CUSTOMER, "a"), NOON.plusMillis(5).plusNanos(7)))
                        .timestamp())
                .isEqualTo(NOON.plusMillis(5));
        assertThat(house.stores(at(serving(KEFU, CUSTOMER, "b"), NOON)).timestamp())
                .isEqualTo(NOON.plusMillis(5));
        assertThat(house.stores(at(customer(CUSTOMER, "c"), NOON.plusMillis(6))).timestamp())
                .isEqualTo(NOON.plusMillis(6));
        assertThat(log(0, 10)).extracting(Message::timestamp).isSorted();
    }

    @Test
    void aPairHasItsOwnLog() {
        Message there = house.stores(pair(KEFU, OTHER_KEFU, "x"));
        Message back = house.stores(pair(OTHER_KEFU, KEFU, "y"));
        assertThat(there.session()).isNull();
        assertThat(there.to()).isEqualTo(OTHER_KEFU);
        assertThat(await(house.log().readAfter(ConversationIds.ofPair(OTHER_KEFU, KEFU), 0, 10))
                        .messages())
                .containsExactly(there, back);
        assertThat(log(0, 10)).isEmpty();
    }

    @Test
    void anEmptyConversationHasNoState() {
        assertThat(await(house.log().state(CONVERSATION))).isEmpty();
    }

    @Test
    void theStateFollowsFromLogAndSession() {
        Session session = house.stands(CUSTOMER, null, 1);
        ConversationState waiting = await(house.log().state(CONVERSATION)).orElseThrow();
        Progress nowhere = new Progress(Cursors.NONE, 0, 0);
        Progress oneUnread = new Progress(Cursors.NONE, 1, 1);
        assertThat(waiting)
                .isEqualTo(new ConversationState(
                        CONVERSATION, waiting.epoch(), 0, nowhere, nowhere, session.id(), 1, CUSTOMER, null));
        house.stores(customer(CUSTOMER, "x"));
        house.stands(CUSTOMER, KEFU, 2);
        assertThat(await(house.log().state(CONVERSATION)))
                .contains(new ConversationState(
                        CONVERSATION, waiting.epoch(), 1, nowhere, oneUnread, session.id(), 1, CUSTOMER, KEFU));
        house.closes(session);
        assertThat(await(house.log().state(CONVERSATION)))
                .contains(new ConversationState(
                        CONVERSATION, waiting.epoch(), 1, nowhere, oneUnread, null, 1, CUSTOMER, null));
    }

    @Test
    void aLogKeepsTheEpochThatBeginGaveIt() {
        ConversationState begun = await(house.log().begin(CONVERSATION, NOON));
        Progress nowhere = new Progress(Cursors.NONE, 0, 0);
        assertThat(begun)
                .isEqualTo(
                        new ConversationState(CONVERSATION, begun.epoch(), 0, nowhere, nowhere, null, 1, null, null));
        assertThat(await(house.log().begin(CONVERSATION, NOON.plusSeconds(1)))).isEqualTo(begun);
        assertThat(await(house.log().readAfter(CONVERSATION, 0, 10)))
                .isEqualTo(new Batch(Optional.of(begun), List.of()));
        house.refuses(Refusal.NO_OPEN_SESSION, customer(CUSTOMER, "x"));
        house.refuses(Refusal.NOT_SERVING, serving(KEFU, CUSTOMER, "x"));
        house.closes(house.stands(CUSTOMER, KEFU, 1));
        assertThat(epoch(CONVERSATION)).isEqualTo(begun.epoch());
        house.stores(at(admin(ADMIN, CUSTOMER, "x"), NOON.plusSeconds(60)));
        assertThat(epoch(CONVERSATION)).isEqualTo(begun.epoch());

        ConversationId pair = ConversationIds.ofPair(KEFU, OTHER_KEFU);
        String ofPair = await(house.log().begin(pair, NOON)).epoch();
        house.stores(at(pair(KEFU, OTHER_KEFU, "x"), NOON.plusSeconds(60)));
        assertThat(epoch(pair)).isEqualTo(ofPair);
        assertThat(await(house.log().begin(pair, NOON.plusSeconds(90))).epoch()).isEqualTo(ofPair);
    }

    private String epoch(ConversationId conversation) {
        return await(house.log().state(conversation)).orElseThrow().epoch();
    }

    @Test
    void theStateHasTheFirstSeqOfTheNewestSession() {
        Session first = house.stands("00000001", CUSTOMER, null, 1);
        house.stores(customer(CUSTOMER, "a"));
        house.stands("00000001", CUSTOMER, KEFU, 2);
        house.stores(customer(CUSTOMER, "b"));
        assertThat(sessionFirst()).isEqualTo(1);
        house.closes(first);
        house.stores(admin(ADMIN, CUSTOMER, "between the sessions"));
        house.stands("00000002", CUSTOMER, null, 3);
        assertThat(sessionFirst()).isEqualTo(4);
        house.stands("00000002", CUSTOMER, OTHER_KEFU, 4);
        house.stores(customer(CUSTOMER, "c"));
        assertThat(sessionFirst()).isEqualTo(4);
    }

    private long sessionFirst() {
        return await(house.log().state(CONVERSATION)).orElseThrow().sessionFirst();
    }

    @Test
    void theEpochStaysAfterASessionWithoutMessages() {
        house.closes(house.stands(CUSTOMER, null, 1));
        String epoch = await(house.log().state(CONVERSATION)).orElseThrow().epoch();
        house.stores(at(admin(ADMIN, CUSTOMER, "x"), NOON.plusSeconds(60)));
        assertThat(await(house.log().state(CONVERSATION)).orElseThrow().epoch()).isEqualTo(epoch);
    }

    @Test
    void aSessionIsIdleWhileTheServiceHasTheLastWord() {
        house.stands(CUSTOMER, KEFU, 1);
        Message asked = house.stores(Appends.customer(CUSTOMER, "在吗"));
        Instant later = Appends.NOON.plusSeconds(60);
        assertThat(closeIfQuiet(asked, Appends.NOON, later)).isEqualTo(later);
        house.stores(Appends.serving(KEFU, CUSTOMER, "在"));
        assertThat(closeIfQuiet(asked, Appends.NOON.minusMillis(1), later)).isEqualTo(Appends.NOON);
        house.stores(Appends.admin(new UserId("admin"), CUSTOMER, "请稍等"));
        assertThat(closeIfQuiet(asked, Appends.NOON, later)).isNull();
    }

    @Test
    void aRecallDoesNotCountAsAnAnswer() {
        house.stands(CUSTOMER, KEFU, 1);
        Message asked = house.stores(Appends.customer(CUSTOMER, "在吗"));
        Message answer = house.stores(Appends.serving(KEFU, CUSTOMER, "说错了"));
        await(house.log().recall(new Recall(answer.id(), KEFU, "kefu", null, "撤回", Appends.NOON)));
        Instant later = Appends.NOON.plusSeconds(60);
        assertThat(closeIfQuiet(asked, Appends.NOON, later)).isEqualTo(later);
    }

    /** When the session was last heard of; null if it was closed. */
    private @Nullable Instant closeIfQuiet(Message message, Instant since, Instant now) {
        Closing closing = house.sessions()
                .close(
                        Objects.requireNonNull(message.session()),
                        new Ending(now, Ending.IDLE),
                        new Only.IfIdleSince(since))
                .orElseThrow();
        assertThat(closing.isNew()).isEqualTo(closing.idleFrom() == null);
        return closing.idleFrom();
    }

    private List<Message> log(long after, int limit) {
        return await(house.log().readAfter(CONVERSATION, after, limit)).messages();
    }
}
