package io.kefu.application.message.testing;

import static io.kefu.application.message.testing.Appends.NOON;
import static io.kefu.application.message.testing.Appends.admin;
import static io.kefu.application.message.testing.Appends.at;
import static io.kefu.application.message.testing.Appends.customer;
import static io.kefu.application.message.testing.Appends.pair;
import static io.kefu.application.message.testing.Appends.serving;
import static io.kefu.application.message.testing.Appends.with;
import static io.kefu.application.message.testing.MessagePorts.await;
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

/** The contract of {@link MessageLog} for messages that are appended and read. */
public abstract class MessageLogContract {
    private static final UserId CUSTOMER = new UserId("customer");
    private static final UserId KEFU = new UserId("kefu");
    private static final UserId OTHER_KEFU = new UserId("Other");
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
    void aMessageIsReadAsItWasStored() {
        Session session = ports.assign(CUSTOMER, KEFU, 1);
        Message first = ports.store(customer(CUSTOMER, "你好"));
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
        Message second = ports.store(serving(KEFU, CUSTOMER, "hi"));
        assertThat(second.seq()).isEqualTo(2);
        assertThat(second.to()).isEqualTo(CUSTOMER);
        assertThat(log(0, 10)).containsExactly(first, second);
        assertThat(ports.sessions().find(session.id()).orElseThrow().messages()).isEqualTo(2);
    }

    @Test
    void entriesAboveASeqAreReadInBatches() {
        ports.assign(CUSTOMER, KEFU, 1);
        LongStream.rangeClosed(1, 7).forEach(i -> ports.store(customer(CUSTOMER, "m" + i)));
        assertThat(log(0, 3)).extracting(Message::seq).containsExactly(1L, 2L, 3L);
        assertThat(log(5, 3)).extracting(Message::seq).containsExactly(6L, 7L);
        assertThat(log(7, 3)).isEmpty();
        assertThat(await(ports.log().readAfter(ConversationIds.ofCustomer(KEFU), 0, 3)))
                .isEqualTo(new Batch(Optional.empty(), List.of()));
    }

    @Test
    void aKefuReadsEntriesUntilTheyStoppedServing() {
        ports.assign(CUSTOMER, KEFU, 1);
        Message first = ports.store(customer(CUSTOMER, "a"));
        assertThat(await(ports.log().readAfter(CONVERSATION, 0, 10, KEFU)).messages())
                .containsExactly(first);
        ports.assign(CUSTOMER, OTHER_KEFU, 2);
        ports.store(customer(CUSTOMER, "b"));
        Batch left = await(ports.log().readAfter(CONVERSATION, 0, 10, KEFU));
        assertThat(left.messages()).containsExactly(first);
        assertThat(left.state().orElseThrow().secondUser()).isEqualTo(OTHER_KEFU);
        assertThat(await(ports.log().readAfter(CONVERSATION, 0, 10, new UserId("stranger")))
                        .messages())
                .isEmpty();
    }

    @Test
    void concurrentAppendsGetSeqsWithoutGaps() {
        ports.assign(CUSTOMER, KEFU, 1);
        List<Message> stored = Parallel.call(
                100, i -> ports.store(i % 2 == 0 ? customer(CUSTOMER, "m" + i) : serving(KEFU, CUSTOMER, "m" + i)));
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
        ports.assign(CUSTOMER, KEFU, 1);
        Draft draft = new Draft(
                MessageType.TEXT,
                "x" + text,
                new Metadata("{\"键\":\"😀\",\"a\":[1,null]}"),
                new ClientMessageId("号 1"));
        Message stored = ports.store(with(customer(CUSTOMER, "x"), draft));
        assertThat(stored.content()).isEqualTo("x" + text);
        assertThat(log(0, 10)).containsExactly(stored);
        assertThat(ports.store(with(customer(CUSTOMER, "x"), draft))).isEqualTo(stored);
    }

    @ParameterizedTest
    @ValueSource(strings = {"IMAGE", "FILE", "VOICE", "VIDEO"})
    void everyTypeIsReadUnchanged(MessageType type) {
        ports.assign(CUSTOMER, KEFU, 1);
        Message stored = ports.store(with(customer(CUSTOMER, "x"), Draft.of(type, "file_1")));
        assertThat(stored.type()).isEqualTo(type);
        assertThat(log(0, 10)).containsExactly(stored);
    }

    @Test
    void timestampsNeverDecreaseWithinALog() {
        ports.assign(CUSTOMER, KEFU, 1);
        assertThat(ports.store(at(customer(CUSTOMER, "a"), NOON.plusMillis(5).plusNanos(7)))
                        .timestamp())
                .isEqualTo(NOON.plusMillis(5));
        assertThat(ports.store(at(serving(KEFU, CUSTOMER, "b"), NOON)).timestamp())
                .isEqualTo(NOON.plusMillis(5));
        assertThat(ports.store(at(customer(CUSTOMER, "c"), NOON.plusMillis(6))).timestamp())
                .isEqualTo(NOON.plusMillis(6));
        assertThat(log(0, 10)).extracting(Message::timestamp).isSorted();
    }

    @Test
    void aPairHasItsOwnLog() {
        Message there = ports.store(pair(KEFU, OTHER_KEFU, "x"));
        Message back = ports.store(pair(OTHER_KEFU, KEFU, "y"));
        assertThat(there.session()).isNull();
        assertThat(there.to()).isEqualTo(OTHER_KEFU);
        assertThat(await(ports.log().readAfter(ConversationIds.ofPair(OTHER_KEFU, KEFU), 0, 10))
                        .messages())
                .containsExactly(there, back);
        assertThat(log(0, 10)).isEmpty();
    }

    @Test
    void anEmptyConversationHasNoState() {
        assertThat(await(ports.log().state(CONVERSATION))).isEmpty();
    }

    @Test
    void theStateFollowsFromLogAndSession() {
        Session session = ports.assign(CUSTOMER, null, 1);
        ConversationState waiting = await(ports.log().state(CONVERSATION)).orElseThrow();
        Progress nowhere = new Progress(Cursors.NONE, 0, 0);
        Progress oneUnread = new Progress(Cursors.NONE, 1, 1);
        assertThat(waiting)
                .isEqualTo(new ConversationState(
                        CONVERSATION, waiting.epoch(), 0, nowhere, nowhere, session.id(), 1, CUSTOMER, null));
        ports.store(customer(CUSTOMER, "x"));
        ports.assign(CUSTOMER, KEFU, 2);
        assertThat(await(ports.log().state(CONVERSATION)))
                .contains(new ConversationState(
                        CONVERSATION, waiting.epoch(), 1, nowhere, oneUnread, session.id(), 1, CUSTOMER, KEFU));
        ports.close(session);
        assertThat(await(ports.log().state(CONVERSATION)))
                .contains(new ConversationState(
                        CONVERSATION, waiting.epoch(), 1, nowhere, oneUnread, null, 1, CUSTOMER, null));
    }

    @Test
    void aLogKeepsTheEpochThatBeginGaveIt() {
        ConversationState begun = await(ports.log().begin(CONVERSATION, NOON));
        Progress nowhere = new Progress(Cursors.NONE, 0, 0);
        assertThat(begun)
                .isEqualTo(
                        new ConversationState(CONVERSATION, begun.epoch(), 0, nowhere, nowhere, null, 1, null, null));
        assertThat(await(ports.log().begin(CONVERSATION, NOON.plusSeconds(1)))).isEqualTo(begun);
        assertThat(await(ports.log().readAfter(CONVERSATION, 0, 10)))
                .isEqualTo(new Batch(Optional.of(begun), List.of()));
        ports.refuse(Refusal.NO_OPEN_SESSION, customer(CUSTOMER, "x"));
        ports.refuse(Refusal.NOT_SERVING, serving(KEFU, CUSTOMER, "x"));
        ports.close(ports.assign(CUSTOMER, KEFU, 1));
        assertThat(epoch(CONVERSATION)).isEqualTo(begun.epoch());
        ports.store(at(admin(ADMIN, CUSTOMER, "x"), NOON.plusSeconds(60)));
        assertThat(epoch(CONVERSATION)).isEqualTo(begun.epoch());

        ConversationId pair = ConversationIds.ofPair(KEFU, OTHER_KEFU);
        String ofPair = await(ports.log().begin(pair, NOON)).epoch();
        ports.store(at(pair(KEFU, OTHER_KEFU, "x"), NOON.plusSeconds(60)));
        assertThat(epoch(pair)).isEqualTo(ofPair);
        assertThat(await(ports.log().begin(pair, NOON.plusSeconds(90))).epoch()).isEqualTo(ofPair);
    }

    private String epoch(ConversationId conversation) {
        return await(ports.log().state(conversation)).orElseThrow().epoch();
    }

    @Test
    void theStateHasTheFirstSeqOfTheNewestSession() {
        Session first = ports.assign("00000001", CUSTOMER, null, 1);
        ports.store(customer(CUSTOMER, "a"));
        ports.assign("00000001", CUSTOMER, KEFU, 2);
        ports.store(customer(CUSTOMER, "b"));
        assertThat(sessionFirst()).isEqualTo(1);
        ports.close(first);
        ports.store(admin(ADMIN, CUSTOMER, "between the sessions"));
        ports.assign("00000002", CUSTOMER, null, 3);
        assertThat(sessionFirst()).isEqualTo(4);
        ports.assign("00000002", CUSTOMER, OTHER_KEFU, 4);
        ports.store(customer(CUSTOMER, "c"));
        assertThat(sessionFirst()).isEqualTo(4);
    }

    private long sessionFirst() {
        return await(ports.log().state(CONVERSATION)).orElseThrow().sessionFirst();
    }

    @Test
    void theEpochStaysAfterASessionWithoutMessages() {
        ports.close(ports.assign(CUSTOMER, null, 1));
        String epoch = await(ports.log().state(CONVERSATION)).orElseThrow().epoch();
        ports.store(at(admin(ADMIN, CUSTOMER, "x"), NOON.plusSeconds(60)));
        assertThat(await(ports.log().state(CONVERSATION)).orElseThrow().epoch()).isEqualTo(epoch);
    }

    @Test
    void aSessionIsIdleWhileTheServiceHasTheLastWord() {
        ports.assign(CUSTOMER, KEFU, 1);
        Message asked = ports.store(Appends.customer(CUSTOMER, "在吗"));
        Instant later = Appends.NOON.plusSeconds(60);
        assertThat(closeIfQuiet(asked, Appends.NOON, later)).isEqualTo(later);
        ports.store(Appends.serving(KEFU, CUSTOMER, "在"));
        assertThat(closeIfQuiet(asked, Appends.NOON.minusMillis(1), later)).isEqualTo(Appends.NOON);
        ports.store(Appends.admin(new UserId("admin"), CUSTOMER, "请稍等"));
        assertThat(closeIfQuiet(asked, Appends.NOON, later)).isNull();
    }

    @Test
    void aRecallDoesNotCountAsAnAnswer() {
        ports.assign(CUSTOMER, KEFU, 1);
        Message asked = ports.store(Appends.customer(CUSTOMER, "在吗"));
        Message answer = ports.store(Appends.serving(KEFU, CUSTOMER, "说错了"));
        await(ports.log().recall(new Recall(answer.id(), KEFU, "kefu", null, "撤回", Appends.NOON)));
        Instant later = Appends.NOON.plusSeconds(60);
        assertThat(closeIfQuiet(asked, Appends.NOON, later)).isEqualTo(later);
    }

    /** When the newest entry of the session was written; null if the session was closed by this call. */
    private @Nullable Instant closeIfQuiet(Message message, Instant since, Instant now) {
        Closing closing = ports.sessions()
                .close(
                        Objects.requireNonNull(message.session()),
                        new Ending(now, Ending.IDLE),
                        new Only.IfIdleSince(since))
                .orElseThrow();
        assertThat(closing.isNew()).isEqualTo(closing.idleFrom() == null);
        return closing.idleFrom();
    }

    private List<Message> log(long after, int limit) {
        return await(ports.log().readAfter(CONVERSATION, after, limit)).messages();
    }
}
