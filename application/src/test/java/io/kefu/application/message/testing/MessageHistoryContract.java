package io.kefu.application.message.testing;

import static io.kefu.application.message.testing.Appends.NOON;
import static io.kefu.application.message.testing.Appends.admin;
import static io.kefu.application.message.testing.Appends.at;
import static io.kefu.application.message.testing.Appends.customer;
import static io.kefu.application.message.testing.Appends.pair;
import static io.kefu.application.message.testing.Appends.serving;
import static io.kefu.application.message.testing.MessagePorts.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.message.port.MessageHistory;
import io.kefu.application.message.port.MessageHistory.Window;
import io.kefu.application.message.port.MessageLog.Recall;
import io.kefu.application.message.port.MessageLog.Recalled;
import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.message.Message;
import io.kefu.domain.message.MessageStatus;
import io.kefu.domain.session.Session;
import io.kefu.domain.user.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of {@link MessageHistory}. */
public abstract class MessageHistoryContract {
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
    void pagesAreNewestFirstWithTheExactTotal() {
        ports.assign(CUSTOMER, KEFU, 1);
        List<Message> all = writes(25);
        assertThat(page(1, 10)).isEqualTo(new Page<>(all.subList(15, 25).reversed(), 25));
        assertThat(page(2, 10)).isEqualTo(new Page<>(all.subList(5, 15).reversed(), 25));
        assertThat(page(3, 10)).isEqualTo(new Page<>(all.subList(0, 5).reversed(), 25));
        assertThat(page(25, 1)).isEqualTo(new Page<>(all.subList(0, 1), 25));
        assertThat(page(4, 10)).isEqualTo(new Page<>(List.of(), 25));
        assertThat(page(PageRequest.MAX_PAGE, PageRequest.MAX_SIZE)).isEqualTo(new Page<>(List.of(), 25));
    }

    @Test
    void aConversationWithoutMessagesHasAnEmptyPage() {
        assertThat(page(1, 10)).isEqualTo(new Page<>(List.of(), 0));
        ports.assign(CUSTOMER, KEFU, 1);
        assertThat(page(1, 10)).isEqualTo(new Page<>(List.of(), 0));
        assertThat(pageFor(KEFU)).contains(new Page<>(List.of(), 0));
    }

    @Test
    void aKefuReadsMessagesUntilTheyStoppedServing() {
        assertThat(pageFor(KEFU)).isEmpty();
        ports.assign(CUSTOMER, KEFU, 1);
        List<Message> early = writes(3);
        assertThat(pageFor(KEFU)).contains(new Page<>(early.reversed(), 3));
        assertThat(pageFor(OTHER_KEFU)).isEmpty();
        Session session = ports.assign(CUSTOMER, OTHER_KEFU, 2);
        writes(2);
        assertThat(pageFor(KEFU)).contains(new Page<>(early.reversed(), 3));
        assertThat(pageFor(OTHER_KEFU).orElseThrow().total()).isEqualTo(5);
        ports.close(session);
        ports.assign("00000002", CUSTOMER, KEFU, 3);
        writes(1);
        assertThat(pageFor(OTHER_KEFU).orElseThrow().total()).isEqualTo(5);
        assertThat(pageFor(KEFU).orElseThrow().total()).isEqualTo(6);
    }

    @Test
    void everyKefuReadsTheConversationWhileItsCustomerWaits() {
        assertThat(pageForOrWaiting(OTHER_KEFU)).isEmpty();
        ports.assign(CUSTOMER, KEFU, 1);
        List<Message> early = writes(2);
        assertThat(pageForOrWaiting(OTHER_KEFU)).isEmpty();
        ports.assign(CUSTOMER, null, 2);
        writes(1);
        assertThat(pageForOrWaiting(OTHER_KEFU).orElseThrow().total()).isEqualTo(3);
        assertThat(pageForOrWaiting(KEFU).orElseThrow().total()).isEqualTo(3);
        assertThat(pageFor(KEFU)).contains(new Page<>(early.reversed(), 2));
        assertThat(pageFor(OTHER_KEFU)).isEmpty();
        Session session = ports.assign(CUSTOMER, KEFU, 3);
        assertThat(pageForOrWaiting(OTHER_KEFU)).isEmpty();
        assertThat(pageForOrWaiting(KEFU).orElseThrow().total()).isEqualTo(3);
        ports.close(session);
        assertThat(pageForOrWaiting(OTHER_KEFU)).isEmpty();
    }

    @Test
    void aPairConversationIsNeverOpenToOtherKefu() {
        ports.store(pair(KEFU, OTHER_KEFU, "a"));
        Window page = new Window.Numbered(new PageRequest(1, 20));
        assertThat(ports.history().readForOrWaiting(ADMIN, ConversationIds.ofPair(KEFU, OTHER_KEFU), page))
                .isEmpty();
        ports.store(admin(ADMIN, CUSTOMER, "a"));
        assertThat(pageForOrWaiting(KEFU)).isEmpty();
    }

    @Test
    void theNewestMessageOfEachConversationIsFound() {
        UserId silent = new UserId("silent");
        UserId stranger = new UserId("stranger");
        ports.assign(CUSTOMER, null, 1);
        ports.assign(silent, null, 2);
        ports.assign(stranger, KEFU, 3);
        Message newest = writes(3).getLast();
        Message other = ports.store(customer(stranger, "x"));
        ConversationId unknown = ConversationIds.ofCustomer(new UserId("nobody"));
        ConversationId ofStranger = ConversationIds.ofCustomer(stranger);
        assertThat(ports.history()
                        .newestOf(List.of(CONVERSATION, ConversationIds.ofCustomer(silent), ofStranger, unknown)))
                .isEqualTo(Map.of(CONVERSATION, newest, ofStranger, other));
        assertThat(ports.history().newestOf(List.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 21, 25})
    void theNewestMessageMayBeARecalledOne(int recalls) {
        ports.assign(CUSTOMER, null, 1);
        List<Message> all = writes(recalls);
        all.forEach(message -> {
            Recall recall = new Recall(message.id(), CUSTOMER, "name", NOON, "gone", NOON);
            assertThat(await(ports.log().recall(recall))).isInstanceOf(Recalled.Done.class);
        });
        Message newest = Objects.requireNonNull(
                ports.history().newestOf(List.of(CONVERSATION)).get(CONVERSATION));
        assertThat(newest.id()).isEqualTo(all.getLast().id());
        assertThat(newest.status()).isEqualTo(MessageStatus.RECALLED);
        assertThat(newest.content()).isEmpty();
    }

    @Test
    void listsShowTheMessagesOfAKefusConversations() {
        UserId stranger = new UserId("stranger");
        List<Message> served = new ArrayList<>();
        ports.assign(CUSTOMER, KEFU, 1);
        ports.assign(stranger, OTHER_KEFU, 2);
        served.add(ports.store(at(customer(CUSTOMER, "a"), NOON.plusMillis(1))));
        assertThat(ports.history().latestOf(KEFU, 10)).isEqualTo(served);
        Message foreign = ports.store(at(customer(stranger, "b"), NOON.plusMillis(2)));
        served.add(ports.store(at(serving(KEFU, CUSTOMER, "c"), NOON.plusMillis(3))));
        served.add(ports.store(at(pair(OTHER_KEFU, KEFU, "d"), NOON.plusMillis(4))));
        assertThat(ports.history().ofKefu(KEFU, new PageRequest(1, 2)))
                .isEqualTo(new Page<>(served.subList(1, 3).reversed(), 3));
        assertThat(ports.history().ofKefu(KEFU, new PageRequest(2, 2))).isEqualTo(new Page<>(served.subList(0, 1), 3));
        assertThat(ports.history().ofKefu(KEFU, new PageRequest(3, 2))).isEqualTo(new Page<>(List.of(), 3));
        assertThat(ports.history().latestOf(KEFU, 1)).containsExactly(served.get(2));
        assertThat(ports.history().latestOf(OTHER_KEFU, 10)).containsExactly(served.get(2), foreign);
        assertThat(ports.history().latestOf(ADMIN, 10)).isEmpty();
        assertThat(ports.history().latest(10)).containsExactly(served.get(2), served.get(1), foreign, served.get(0));
        assertThat(ports.history().latest(2)).containsExactly(served.get(2), served.get(1));
    }

    @Test
    void messagesOfAWaitingCustomerAreListedForTheKefuWhoServesThen() {
        ports.assign(CUSTOMER, KEFU, 1);
        Message served = ports.store(customer(CUSTOMER, "a"));
        ports.assign(CUSTOMER, null, 2);
        Message first = ports.store(at(customer(CUSTOMER, "b"), NOON.plusMillis(1)));
        Message second = ports.store(at(customer(CUSTOMER, "c"), NOON.plusMillis(2)));
        assertThat(ports.history().latestOf(OTHER_KEFU, 10)).isEmpty();
        ports.assign(CUSTOMER, OTHER_KEFU, 3);
        assertThat(ports.history().latestOf(OTHER_KEFU, 10)).containsExactly(second, first);
        assertThat(ports.history().latestOf(KEFU, 10)).containsExactly(served);
    }

    @Test
    void anAdminWhoWritesTakesPart() {
        Message alone = ports.store(admin(ADMIN, CUSTOMER, "a"));
        ports.assign(CUSTOMER, KEFU, 1);
        Message beside = ports.store(at(admin(ADMIN, CUSTOMER, "b"), NOON.plusMillis(1)));
        ports.store(at(customer(CUSTOMER, "c"), NOON.plusMillis(2)));
        assertThat(ports.history().latestOf(ADMIN, 10)).containsExactly(beside, alone);
        assertThat(ports.history().latestOf(KEFU, 10)).hasSize(2).contains(beside);
    }

    @Test
    void messagesOfTheSameMillisecondAreListedOnceAndInOrder() {
        ports.assign(CUSTOMER, KEFU, 1);
        List<Message> all = writes(120);
        assertThat(ports.history().latest(100)).isEqualTo(all.subList(20, 120).reversed());
        List<Message> paged = IntStream.rangeClosed(1, 13)
                .boxed()
                .flatMap(page -> ports.history().ofKefu(KEFU, new PageRequest(page, 10)).items().stream())
                .toList();
        assertThat(paged).isEqualTo(all.reversed());
    }

    @Test
    void aConversationCanBeReadFromAnySeqInBothDirections() {
        ports.assign(CUSTOMER, KEFU, 1);
        List<Message> all = writes(7);
        assertThat(read(new Window.Before(5, 2))).containsExactly(all.get(3), all.get(2));
        assertThat(read(new Window.Before(2, 5))).containsExactly(all.get(0));
        assertThat(read(new Window.Before(100, 2))).containsExactly(all.get(6), all.get(5));
        assertThat(read(new Window.Before(1, 5))).isEmpty();
        assertThat(read(new Window.After(5, 5))).containsExactly(all.get(5), all.get(6));
        assertThat(read(new Window.After(0, 2))).containsExactly(all.get(0), all.get(1));
        assertThat(read(new Window.After(7, 2))).isEmpty();
        ports.assign(CUSTOMER, OTHER_KEFU, 2);
        writes(2);
        assertThat(ports.history()
                        .readFor(KEFU, CONVERSATION, new Window.After(5, 10))
                        .orElseThrow())
                .isEqualTo(new Page<>(all.subList(5, 7), 7));
        assertThat(ports.history()
                        .readFor(KEFU, CONVERSATION, new Window.Before(100, 1))
                        .orElseThrow()
                        .items())
                .containsExactly(all.get(6));
    }

    @Test
    void theColleaguesOfPairConversationsAreListedNewestFirst() {
        UserId third = new UserId("third");
        ports.store(pair(KEFU, OTHER_KEFU, "a"));
        ports.store(at(pair(third, KEFU, "b"), NOON.plusMillis(1)));
        ports.assign(CUSTOMER, KEFU, 1);
        ports.store(at(customer(CUSTOMER, "c"), NOON.plusMillis(2)));
        ports.history().latest(1);
        assertThat(ports.history().partnersOf(KEFU, 10)).containsExactly(third, OTHER_KEFU);
        assertThat(ports.history().partnersOf(KEFU, 1)).containsExactly(third);
        assertThat(ports.history().partnersOf(OTHER_KEFU, 10)).containsExactly(KEFU);
        assertThat(ports.history().partnersOf(CUSTOMER, 10)).isEmpty();
    }

    private List<Message> read(Window window) {
        return ports.history().read(CONVERSATION, window).items();
    }

    private List<Message> writes(int messages) {
        return IntStream.range(0, messages)
                .mapToObj(i -> ports.store(customer(CUSTOMER, "m" + i)))
                .toList();
    }

    private Page<Message> page(int page, int size) {
        return ports.history().read(CONVERSATION, new Window.Numbered(new PageRequest(page, size)));
    }

    private Optional<Page<Message>> pageForOrWaiting(UserId kefu) {
        return ports.history().readForOrWaiting(kefu, CONVERSATION, new Window.Numbered(new PageRequest(1, 20)));
    }

    private Optional<Page<Message>> pageFor(UserId kefu) {
        return ports.history().readFor(kefu, CONVERSATION, new Window.Numbered(new PageRequest(1, 20)));
    }
}
