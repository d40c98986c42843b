package io.kefu.redis.message;

import static io.kefu.application.message.testing.Appends.customer;
import static io.kefu.application.message.testing.MessagePorts.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kefu.application.archive.port.DamagedSegmentException;
import io.kefu.application.archive.port.Segment;
import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.hours.testing.InMemoryHours;
import io.kefu.application.message.port.MessageHistory.Window;
import io.kefu.application.message.testing.MessagePorts;
import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.application.testing.TestClock;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.message.Message;
import io.kefu.domain.user.UserId;
import io.kefu.redis.testing.FaultyArchive;
import io.kefu.redis.testing.RedisExtension;
import io.kefu.redis.testing.TestRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Reads parts of a log whose older entries are in the archive. */
class ArchivedPartIT {
    @RegisterExtension
    static final RedisExtension REDIS = new RedisExtension();

    private static final UserId CUSTOMER = new UserId("customer");
    private static final UserId KEFU = new UserId("kefu");
    private static final ConversationId CONVERSATION = ConversationIds.ofCustomer(CUSTOMER);
    private static final int MESSAGES = 20;

    private final FaultyArchive archive = new FaultyArchive();
    private final ByHand byHand = new ByHand(REDIS, archive);
    private final List<Message> stored = new ArrayList<>();
    private MessagePorts ports = MessagePorts.inMemory();

    @BeforeEach
    void write() {
        ports = RedisMessages.of(REDIS, TestRedis.segments(archive), new InMemoryHours(), TestClock.atNoon());
        ports.assign(CUSTOMER, KEFU, 1);
        for (int i = 1; i <= MESSAGES; i++) {
            stored.add(ports.store(customer(CUSTOMER, "m" + i)));
        }
    }

    @Test
    void eachPartIsTheSameAsBefore() {
        byHand.move(CONVERSATION, 4);
        byHand.move(CONVERSATION, 5);
        byHand.move(CONVERSATION, 11);
        for (int size = 1; size <= MESSAGES + 1; size++) {
            for (int at = 1; at <= MESSAGES + 1; at++) {
                long seq = at;
                assertThat(read(new Window.Numbered(new PageRequest(at, size))).items())
                        .isEqualTo(
                                newestFirst().skip((seq - 1) * size).limit(size).toList());
                assertThat(read(new Window.Before(at, size)).items())
                        .isEqualTo(newestFirst()
                                .filter(message -> message.seq() < seq)
                                .limit(size)
                                .toList());
                assertThat(await(ports.log().readAfter(CONVERSATION, at, size)).messages())
                        .isEqualTo(read(new Window.After(at, size)).items())
                        .isEqualTo(stored.stream().skip(at).limit(size).toList());
            }
        }
        assertThat(read(new Window.Before(6, 3)).total()).isEqualTo(MESSAGES);
    }

    private Stream<Message> newestFirst() {
        return stored.reversed().stream();
    }

    @Test
    void aPageTakesOneRoundTripAndOneReadOfTheArchive() {
        byHand.move(CONVERSATION, 10);
        // The first call sends the text of the script.
        read(new Window.Before(21, 10));
        assertThat(REDIS.commandsDuring(() -> read(new Window.Before(21, 10)))).hasSize(1);
        assertThat(archive.reads()).isZero();
        assertThat(REDIS.commandsDuring(() -> read(new Window.Before(14, 10)))).hasSize(1);
        assertThat(archive.reads()).isEqualTo(1);
        // The segment is in the cache now.
        assertThat(REDIS.commandsDuring(() -> read(new Window.Before(9, 5)))).hasSize(1);
        assertThat(archive.reads()).isZero();
    }

    @Test
    void theArchiveIsReadOnThreadsThatMayBlock() {
        byHand.move(CONVERSATION, 10);
        List<Thread> threads = new CopyOnWriteArrayList<>();
        archive.before(() -> threads.add(Thread.currentThread()));
        assertThat(await(ports.log().readAfter(CONVERSATION, 0, 5)).messages()).hasSize(5);
        assertThat(threads).hasSize(1).allMatch(Thread::isVirtual);
    }

    @Test
    void aMissingSegmentIsNotAShorterPage() {
        byHand.move(CONVERSATION, 4);
        Segment missing = byHand.move(CONVERSATION, 8);
        var entries = archive.read(missing).orElseThrow();
        archive.delete(missing);
        assertUnavailable(new Window.After(0, MESSAGES));
        assertUnavailable(new Window.Before(7, 1));
        assertThat(read(new Window.Before(5, 10)).items()).hasSize(4);
        assertThat(read(new Window.After(8, 100)).items()).hasSize(12);
        archive.write(missing, entries);
        assertThat(read(new Window.After(0, MESSAGES)).items()).isEqualTo(stored);
    }

    @Test
    void aGapBetweenSegmentsIsNotAShorterPage() {
        byHand.move(CONVERSATION, 4);
        byHand.move(CONVERSATION, 8);
        byHand.move(CONVERSATION, 12);
        REDIS.commands().zrem(REDIS.keys().segments(CONVERSATION), "5-8-0");
        assertUnavailable(new Window.After(0, MESSAGES));
        assertUnavailable(new Window.Before(8, 3));
        REDIS.commands().del(REDIS.keys().segments(CONVERSATION));
        assertUnavailable(new Window.Before(13, 1));
    }

    @Test
    void aDamagedSegmentOrAnArchiveThatDoesNotAnswerIsNotAShorterPage() {
        Segment segment = byHand.move(CONVERSATION, 4);
        archive.before(() -> {
            throw new DamagedSegmentException(segment, "test");
        });
        assertUnavailable(new Window.After(0, 10));
        archive.before(() -> {
            throw DomainException.unavailable(Duration.ofSeconds(1));
        });
        assertUnavailable(new Window.After(0, 10));
        archive.before(() -> {});
        assertThat(read(new Window.After(0, MESSAGES)).items()).isEqualTo(stored);
    }

    @Test
    void aConversationThatIsErasedDuringTheReadIsEmpty() {
        Segment segment = byHand.move(CONVERSATION, 4);
        AtomicInteger calls = new AtomicInteger();
        archive.before(() -> {
            if (calls.getAndIncrement() == 0) {
                REDIS.commands().flushall();
                archive.delete(segment);
            }
        });
        assertThat(read(new Window.After(0, 10))).isEqualTo(new Page<>(List.of(), 0));
    }

    @Test
    void aCustomerWhoReturnsAfterAnErasureReadsNothingFromTheCache() {
        Segment segment = byHand.move(CONVERSATION, 4);
        read(new Window.After(0, 10));
        REDIS.commands().flushall();
        archive.delete(segment);
        await(ports.log().begin(CONVERSATION, TestClock.atNoon().instant().plusSeconds(1)));
        ports.assign(CUSTOMER, KEFU, 2);
        for (int i = 1; i <= 5; i++) {
            ports.store(customer(CUSTOMER, "new" + i));
        }
        byHand.move(CONVERSATION, 4);
        assertThat(read(new Window.After(0, 10)).items())
                .extracting(Message::content)
                .containsExactly("new1", "new2", "new3", "new4", "new5");
    }

    private Page<Message> read(Window window) {
        return ports.history().read(CONVERSATION, window);
    }

    private void assertUnavailable(Window window) {
        assertThatThrownBy(() -> read(window))
                .isInstanceOfSatisfying(
                        DomainException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE));
    }
}
