package io.kefu.application.message.testing;

import static io.kefu.application.message.testing.Appends.NOON;
import static io.kefu.application.message.testing.Appends.admin;
import static io.kefu.application.message.testing.Appends.customer;
import static io.kefu.application.message.testing.Appends.pair;
import static io.kefu.application.message.testing.Appends.serving;
import static io.kefu.application.message.testing.MessagePorts.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.message.port.MessageLog.Append;
import io.kefu.application.message.port.MessageLog.ConversationState;
import io.kefu.application.message.port.MessageLog.CursorReport;
import io.kefu.application.message.port.MessageLog.Cursors;
import io.kefu.application.message.port.MessageLog.Progress;
import io.kefu.application.message.port.MessageLog.Recall;
import io.kefu.application.message.port.MessageLog.Recalled;
import io.kefu.application.message.port.MessageLog.Side;
import io.kefu.application.testing.Parallel;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.message.Message;
import io.kefu.domain.message.MessageStatus;
import io.kefu.domain.message.MessageType;
import io.kefu.domain.user.UserId;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The contract of {@code MessageLog} for unread messages: the messages of the peer, except recalled ones and system entries.
 */
public abstract class UnreadContract {
    private static final UserId CUSTOMER = new UserId("customer");
    private static final UserId KEFU = new UserId("kefu");
    private static final UserId ADMIN = new UserId("admin");
    private static final UserId COLLEAGUE = new UserId("zoe");

    private static final Talk CUSTOMERS = new Talk(ConversationIds.ofCustomer(CUSTOMER), CUSTOMER, KEFU);
    private static final Talk PAIRS = new Talk(ConversationIds.ofPair(KEFU, COLLEAGUE), KEFU, COLLEAGUE);

    private static final int STEPS = 50;

    private MessagePorts ports = MessagePorts.inMemory();

    /** Creates the ports over an empty store. */
    protected abstract MessagePorts create();

    @BeforeEach
    void setUp() {
        ports = create();
        ports.assign(CUSTOMER, KEFU, 1);
    }

    /** A conversation whose two sides write, recall and read. */
    record Talk(ConversationId id, UserId first, UserId second) {
        UserId user(Side side) {
            return side == Side.FIRST ? first : second;
        }

        Append append(Side side) {
            if (!first.equals(CUSTOMER)) {
                return pair(user(side), user(side.other()), "x");
            }
            return side == Side.FIRST ? customer(CUSTOMER, "x") : serving(KEFU, CUSTOMER, "x");
        }
    }

    static List<Talk> talks() {
        return List.of(CUSTOMERS, PAIRS);
    }

    /**
     * The writer sends {@code sent} messages, the reader reads up to {@code read}, then the newest {@code recalls} are
     * recalled.
     */
    @ParameterizedTest
    @CsvSource({
        "3,3,0,0",
        "3,3,3,0",
        "3,1,0,2",
        "3,1,3,0",
        "3,2,1,0",
        "3,2,2,0",
        "4,1,2,1",
        "1,1,1,0",
        "1,0,0,1",
        "40,40,0,0"
    })
    void recalledMessagesAreNotUnread(int sent, int recalls, long read, long unread) {
        for (Talk talk : talks()) {
            for (Side writer : Side.values()) {
                Side reader = writer.other();
                long before = last(talk);
                List<Message> messages = IntStream.range(0, sent)
                        .mapToObj(i -> ports.store(talk.append(writer)))
                        .toList();
                read(talk, reader, before + read);
                messages.reversed().stream().limit(recalls).forEach(message -> recall(message, talk.user(writer)));
                assertThat(unread(talk, reader)).as("%s of %s", reader, talk).isEqualTo(unread);
                assertThat(unread(talk, writer)).as("%s of %s", writer, talk).isZero();
                read(talk, reader, last(talk));
                assertThat(unread(talk, reader)).isZero();
                read(talk, writer, last(talk));
            }
        }
    }

    @Test
    void aSecondRecallIsNotCountedAgain() {
        Message message = ports.store(customer(CUSTOMER, "x"));
        ports.store(customer(CUSTOMER, "y"));
        Parallel.call(10, i -> recalled(message, i % 2 == 0 ? CUSTOMER : ADMIN));
        assertThat(unread(CUSTOMERS, Side.SECOND)).isEqualTo(1);
        assertThat(unread(CUSTOMERS, Side.FIRST)).isZero();
    }

    @Test
    void aRecallByAnAdminKeepsTheUnreadCountsOfBothSidesCorrect() {
        Message customers = ports.store(customer(CUSTOMER, "x"));
        Message admins = ports.store(admin(ADMIN, CUSTOMER, "y"));
        recall(customers, ADMIN);
        assertThat(unread(CUSTOMERS, Side.FIRST)).isEqualTo(1);
        assertThat(unread(CUSTOMERS, Side.SECOND)).isZero();
        recall(admins, ADMIN);
        assertThat(unread(CUSTOMERS, Side.FIRST)).isZero();
    }

    @Test
    void theEntryOfARecallCountsAsUndelivered() {
        Message message = ports.store(pair(KEFU, COLLEAGUE, "x"));
        read(PAIRS, Side.SECOND, 1);
        recall(message, KEFU);
        assertThat(progress(PAIRS, Side.SECOND).unread()).isZero();
        assertThat(progress(PAIRS, Side.SECOND).entriesAbove()).isEqualTo(1);
    }

    /** After any sequence of sends, recalls and reads, the count equals a recount of all entries. */
    @ParameterizedTest
    @MethodSource("talks")
    void theUnreadCountEqualsTheCountOverAllEntries(Talk talk) {
        for (int seed = 0; seed < 4; seed++) {
            Random random = new Random(seed);
            for (int step = 0; step < STEPS; step++) {
                act(talk, random);
                assertCounted(talk, "seed " + seed + ", step " + step);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("talks")
    void theUnreadCountIsCorrectAfterConcurrentChanges(Talk talk) {
        IntStream.range(0, 20).forEach(i -> ports.store(talk.append(i % 2 == 0 ? Side.FIRST : Side.SECOND)));
        Parallel.call(16, i -> {
            Random random = new Random(i);
            IntStream.range(0, 10).forEach(step -> act(talk, random));
            return i;
        });
        assertCounted(talk, "races");
    }

    private void act(Talk talk, Random random) {
        Side side = random.nextBoolean() ? Side.FIRST : Side.SECOND;
        List<Message> log = log(talk);
        switch (random.nextInt(4)) {
            case 0, 1 -> ports.store(talk.append(side));
            case 2 -> {
                if (!log.isEmpty()) {
                    Message any = log.get(random.nextInt(log.size()));
                    UserId by = random.nextInt(4) == 0 ? ADMIN : any.from();
                    var unused = recalled(any, by);
                }
            }
            default -> {
                if (!log.isEmpty()) {
                    read(talk, side, 1L + random.nextInt(log.size()));
                }
            }
        }
    }

    private void assertCounted(Talk talk, String when) {
        List<Message> log = log(talk);
        for (Side side : Side.values()) {
            Progress progress = progress(talk, side);
            long expected = log.stream()
                    .filter(message -> message.seq() > progress.read())
                    .filter(message -> message.type() != MessageType.SYSTEM)
                    .filter(message -> message.status() != MessageStatus.RECALLED)
                    .filter(message -> message.from().equals(talk.user(Side.FIRST)) != (side == Side.FIRST))
                    .count();
            assertThat(progress.unread()).as("%s of %s, %s", side, talk, when).isEqualTo(expected);
        }
    }

    private void recall(Message message, UserId by) {
        assertThat(recalled(message, by)).isInstanceOf(Recalled.Done.class);
    }

    private Recalled recalled(Message message, UserId by) {
        return await(ports.log().recall(new Recall(message.id(), by, by.value(), null, "gone", NOON)));
    }

    private void read(Talk talk, Side side, long seq) {
        var unused = await(ports.log().advance(new CursorReport(talk.id(), talk.user(side), 0, seq, null)));
    }

    private List<Message> log(Talk talk) {
        return await(ports.log().readAfter(talk.id(), 0, 10_000)).messages();
    }

    private long last(Talk talk) {
        return await(ports.log().state(talk.id())).map(ConversationState::last).orElse(0L);
    }

    private long unread(Talk talk, Side side) {
        return progress(talk, side).unread();
    }

    private Progress progress(Talk talk, Side side) {
        return await(ports.log().state(talk.id()))
                .map(state -> state.of(side))
                .orElseGet(() -> new Progress(Cursors.NONE, 0, 0));
    }
}
