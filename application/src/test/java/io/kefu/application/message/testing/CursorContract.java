package io.kefu.application.message.testing;

import static io.kefu.application.message.testing.Appends.admin;
import static io.kefu.application.message.testing.Appends.customer;
import static io.kefu.application.message.testing.Appends.pair;
import static io.kefu.application.message.testing.Appends.serving;
import static io.kefu.application.message.testing.MessagePorts.await;
import static io.kefu.application.testing.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.message.port.MessageLog;
import io.kefu.application.message.port.MessageLog.CursorReport;
import io.kefu.application.message.port.MessageLog.Cursors;
import io.kefu.application.message.port.MessageLog.Side;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.message.Message;
import io.kefu.domain.message.MessageStatus;
import io.kefu.domain.session.Session;
import io.kefu.domain.user.UserId;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of {@link MessageLog} for cursors. */
public abstract class CursorContract {
    private static final UserId CUSTOMER = new UserId("customer");
    private static final UserId KEFU = new UserId("kefu");
    private static final UserId OTHER_KEFU = new UserId("Other");
    private static final ConversationId CONVERSATION = ConversationIds.ofCustomer(CUSTOMER);

    private MessagePorts ports = MessagePorts.inMemory();

    /** Creates the ports over an empty store. */
    protected abstract MessagePorts create();

    @BeforeEach
    void setUp() {
        ports = create();
    }

    @Test
    void cursorsAreNeverLowered() {
        ports.assign(CUSTOMER, KEFU, 1);
        writes(9);
        assertThat(advance(CUSTOMER, 3, 0)).isEqualTo(new Cursors(3, 0));
        assertThat(advance(CUSTOMER, 2, 0)).isEqualTo(new Cursors(3, 0));
        assertThat(advance(CUSTOMER, 0, 2)).isEqualTo(new Cursors(3, 2));
        assertThat(advance(CUSTOMER, 0, 5)).isEqualTo(new Cursors(5, 5));
        assertThat(advance(CUSTOMER, 9, 1)).isEqualTo(new Cursors(9, 5));
        assertThat(of(Side.FIRST)).isEqualTo(new Cursors(9, 5));
        assertThat(of(Side.SECOND)).isEqualTo(Cursors.NONE);
    }

    @Test
    void allKefuOfTheServiceShareOneSide() {
        ports.assign(CUSTOMER, KEFU, 1);
        writes(5);
        assertThat(advance(KEFU, 4, 2)).isEqualTo(new Cursors(4, 2));
        Session session = ports.assign(CUSTOMER, OTHER_KEFU, 2);
        assertRefused(ErrorCode.MESSAGE_NOT_FOUND, () -> advance(KEFU, 5, 5));
        assertThat(advance(OTHER_KEFU, 3, 3)).isEqualTo(new Cursors(4, 3));
        ports.close(session);
        assertRefused(ErrorCode.MESSAGE_NOT_FOUND, () -> advance(OTHER_KEFU, 5, 5));
        assertThat(advance(CUSTOMER, 1, 1)).isEqualTo(new Cursors(1, 1));
        assertThat(of(Side.SECOND)).isEqualTo(new Cursors(4, 3));
    }

    @Test
    void aCursorAboveTheEndOfTheLogIsRefused() {
        ports.assign(CUSTOMER, KEFU, 1);
        assertRefused(ErrorCode.INVALID_PARAMETER, () -> advance(CUSTOMER, 1, 0));
        writes(2);
        DomainException refusal = assertRefused(ErrorCode.INVALID_PARAMETER, () -> advance(CUSTOMER, 3, 0));
        assertThat(refusal.violations())
                .hasSize(1)
                .allMatch(violation -> violation.bounds().contains(2L));
        assertRefused(ErrorCode.INVALID_PARAMETER, () -> advance(CUSTOMER, 1, 3));
        assertThat(of(Side.FIRST)).isEqualTo(Cursors.NONE);
        assertThat(advance(CUSTOMER, 2, 2)).isEqualTo(new Cursors(2, 2));
    }

    @Test
    void usersWhoDoNotTakePartGetNotFound() {
        assertRefused(ErrorCode.MESSAGE_NOT_FOUND, () -> advance(CUSTOMER, 0, 0));
        ports.assign(CUSTOMER, KEFU, 1);
        writes(1);
        assertRefused(ErrorCode.MESSAGE_NOT_FOUND, () -> advance(OTHER_KEFU, 1, 1));
        assertRefused(ErrorCode.MESSAGE_NOT_FOUND, () -> advance(new UserId("customer-2"), 9, 9));
    }

    @Test
    void theFirstSideOfAPairIsTheUserWhoseIdComesFirst() {
        ports.store(pair(KEFU, OTHER_KEFU, "x"));
        ports.store(pair(KEFU, OTHER_KEFU, "y"));
        ConversationId conversation = ConversationIds.ofPair(KEFU, OTHER_KEFU);
        assertThat(await(ports.log().advance(new CursorReport(conversation, OTHER_KEFU, 2, 1, null))))
                .isEqualTo(new Cursors(2, 1));
        assertThat(await(ports.log().state(conversation)).orElseThrow().first().cursors())
                .isEqualTo(new Cursors(2, 1));
        assertThat(await(ports.log().advance(new CursorReport(conversation, KEFU, 1, 0, null))))
                .isEqualTo(new Cursors(1, 0));
        assertThat(await(ports.log().state(conversation)).orElseThrow().second().cursors())
                .isEqualTo(new Cursors(1, 0));
    }

    @Test
    void sendingDoesNotRaiseTheOwnCursor() {
        ports.assign(CUSTOMER, KEFU, 1);
        writes(2);
        assertThat(of(Side.FIRST)).isEqualTo(Cursors.NONE);
    }

    @Test
    void unreadCountsMessagesOfThePeerAboveTheReadCursor() {
        ports.assign(CUSTOMER, KEFU, 1);
        writes(3);
        ports.store(serving(KEFU, CUSTOMER, "k4"));
        writes(2);
        ports.store(serving(KEFU, CUSTOMER, "k7"));
        ports.store(admin(new UserId("admin"), CUSTOMER, "a8"));
        assertThat(unread(Side.FIRST)).isEqualTo(3);
        assertThat(unread(Side.SECOND)).isEqualTo(5);
        advance(CUSTOMER, 8, 4);
        advance(KEFU, 0, 5);
        assertThat(unread(Side.FIRST)).isEqualTo(2);
        assertThat(unread(Side.SECOND)).isEqualTo(1);
        writes(1);
        ports.store(serving(KEFU, CUSTOMER, "k10"));
        assertThat(unread(Side.FIRST)).isEqualTo(3);
        assertThat(unread(Side.SECOND)).isEqualTo(2);
        advance(CUSTOMER, 0, 10);
        advance(KEFU, 0, 10);
        assertThat(unread(Side.FIRST)).isZero();
        assertThat(unread(Side.SECOND)).isZero();
    }

    @Test
    void theStatusOfAMessageFollowsFromTheCursorsOfThePeer() {
        ports.assign(CUSTOMER, KEFU, 1);
        writes(3);
        ports.store(serving(KEFU, CUSTOMER, "k4"));
        advance(KEFU, 2, 1);
        assertThat(statuses())
                .containsExactly(MessageStatus.READ, MessageStatus.DELIVERED, MessageStatus.SENT, MessageStatus.SENT);
        advance(CUSTOMER, 0, 4);
        assertThat(statuses())
                .containsExactly(MessageStatus.READ, MessageStatus.DELIVERED, MessageStatus.SENT, MessageStatus.READ);
        assertThat(ports.history().latest(10))
                .extracting(Message::status)
                .containsExactlyElementsOf(statuses().reversed());
    }

    private List<MessageStatus> statuses() {
        return await(ports.log().readAfter(CONVERSATION, 0, 100)).messages().stream()
                .map(Message::status)
                .toList();
    }

    private long unread(Side side) {
        return await(ports.log().state(CONVERSATION)).orElseThrow().of(side).unread();
    }

    private void writes(int messages) {
        IntStream.range(0, messages).forEach(i -> ports.store(customer(CUSTOMER, "m" + i)));
    }

    private Cursors advance(UserId by, long delivered, long read) {
        try {
            return await(ports.log().advance(new CursorReport(CONVERSATION, by, delivered, read, null)));
        } catch (CompletionException e) {
            if (e.getCause() instanceof DomainException refusal) {
                throw refusal;
            }
            throw e;
        }
    }

    private Cursors of(Side side) {
        return await(ports.log().state(CONVERSATION)).orElseThrow().of(side).cursors();
    }
}
