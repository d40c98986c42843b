package io.kefu.application.message.testing;

import static io.kefu.application.message.testing.Appends.NOON;
import static io.kefu.application.message.testing.Appends.admin;
import static io.kefu.application.message.testing.Appends.at;
import static io.kefu.application.message.testing.Appends.customer;
import static io.kefu.application.message.testing.Appends.pair;
import static io.kefu.application.message.testing.Appends.serving;
import static io.kefu.application.message.testing.MessageHouse.await;
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

/** What every {@link MessageHistory} must do. */
public abstract class MessageHistoryContract {
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
    void pagesAreNewestFirstWithTheExactTotal() {
        house.stands(CUSTOMER, KEFU, 1);
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
        house.stands(CUSTOMER, KEFU, 1);
        assertThat(page(1, 10)).isEqualTo(new Page<>(List.of(), 0));
        assertThat(pageFor(KEFU)).contains(new Page<>(List.of(), 0));
    }

    @Test
    void aKefuReadsMessagesUntilTheyStoppedServing() {
        assertThat(pageFor(KEFU)).isEmpty();
        house.stands(CUSTOMER, KEFU, 1);
        List<Message> early = writes(3);
        assertThat(pageFor(KEFU)).contains(new Page<>(early.reversed(), 3));
        assertThat(pageFor(OTHER_KEFU)).isEmpty();
        Session session = house.stands(CUSTOMER, OTHER_KEFU, 2);
        writes(2);
        assertThat(pageFor(KEFU)).contains(new Page<>(early.reversed(), 3));
        assertThat(pageFor(OTHER_KEFU).orElseThrow().total()).isEqualTo(5);
        house.closes(session);
        house.stands("00000002", CUSTOMER, KEFU, 3);
        writes(1);
        assertThat(pageFor(OTHER_KEFU).orElseThrow().total()).isEqualTo(5);
        assertThat(pageFor(KEFU).orElseThrow().total()).isEqualTo(6);
    }

    @Test
    void everyKefuReadsTheConversationWhileItsCustomerWaits() {
        assertThat(pageForOrWaiting(OTHER_KEFU)).isEmpty();
        house.stands(CUSTOMER, KEFU, 1);
        List<Message> early = writes(2);
        assertThat(pageForOrWaiting(OTHER_KEFU)).isEmpty();
        house.stands(CUSTOMER, null, 2);
        writes(1);
        assertThat(pageForOrWaiting(OTHER_KEFU).orElseThrow().total()).isEqualTo(3);
        assertThat(pageForOrWaiting(KEFU).orElseThrow().total()).isEqualTo(3);
        assertThat(pageFor(KEFU)).contains(new Page<>(early.reversed(), 2));
        assertThat(pageFor(OTHER_KEFU)).isEmpty();
        Session session = house.stands(CUSTOMER, KEFU, 3);
        assertThat(pageForOrWaiting(OTHER_KEFU)).isEmpty();
        assertThat(pageForOrWaiting(KEFU).orElseThrow().total()).isEqualTo(3);
        house.closes(session);
        assertThat(pageForOrWaiting(OTHER_KEFU)).isEmpty();
    }

    @Test
    void aPairConversationIsNeverOpenToOtherKefu() {
        house.stores(pair(KEFU, OTHER_KEFU, "a"));
        Window page = new Window.Numbered(new PageRequest(1, 20));
        assertThat(house.history().readForOrWaiting(ADMIN, ConversationIds.ofPair(KEFU, OTHER_KEFU), page))
                .isEmpty();
        house.stores(admin(ADMIN, CUSTOMER, "a"));
        assertThat(pageForOrWaiting(KEFU)).isEmpty();
    }

    @Test
    void theNewestMessageOfEachConversationIsFound() {
        UserId silent = new UserId("silent");
        UserId stranger = new UserId("stranger");
        house.stands(CUSTOMER, null, 1);
        house.stands(silent, null, 2);
        house.stands(stranger, KEFU, 3);
        Message newest = writes(3).getLast();
        Message other = house.stores(customer(stranger, "x"));
        ConversationId unknown = ConversationIds.ofCustomer(new UserId("nobody"));
        ConversationId ofStranger = ConversationIds.ofCustomer(stranger);
        assertThat(house.history()
                        .newestOf(List.of(CONVERSATION, ConversationIds.ofCustomer(silent), ofStranger, unknown)))
                .isEqualTo(Map.of(CONVERSATION, newest, ofStranger, other));
        assertThat(house.history().newestOf(List.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 21, 25})
    void theNewestMessageMayBeARecalledOne(int recalls) {
        house.stands(CUSTOMER, null, 1);
        List<Message> all = writes(recalls);
        all.forEach(message -> {
            Recall recall = new Recall(message.id(), CUSTOMER, "name", NOON, "gone", NOON);
            assertThat(await(house.log().recall(recall))).isInstanceOf(Recalled.Done.class);
        });
        Message newest = Objects.requireNonNull(
                house.history().newestOf(List.of(CONVERSATION)).get(CONVERSATION));
        assertThat(newest.id()).isEqualTo(all.getLast().id());
        assertThat(newest.status()).isEqualTo(MessageStatus.RECALLED);
        assertThat(newest.content()).isEmpty();
    }

    @Test
    void listsShowTheMessagesOfAKefusConversations() {
        UserId stranger = new UserId("stranger");
        List<Message> served = new ArrayList<>();
        house.stands(CUSTOMER, KEFU, 1);
        house.stands(stranger, OTHER_KEFU, 2);
        served.add(house.stores(at(customer(CUSTOMER, "a"), NOON.plusMillis(1))));
        assertThat(house.history().latestOf(KEFU, 10)).isEqualTo(served);
        Message foreign = house.stores(at(customer(stranger, "b"), NOON.plusMillis(2)));
        served.add(house.stores(at(serving(KEFU, CUSTOMER, "c"), NOON.plusMillis(3))));
        served.add(house.stores(at(pair(OTHER_KEFU, KEFU, "d"), NOON.plusMillis(4))));
        assertThat(house.history().ofKefu(KEFU, new PageRequest(1, 2)))
                .isEqualTo(new Page<>(served.subList(1, 3).reversed(), 3));
        assertThat(house.history().ofKefu(KEFU, new PageRequest(2, 2))).isEqualTo(new Page<>(served.subList(0, 1), 3));
        assertThat(house.history().ofKefu(KEFU, new PageRequest(3, 2))).isEqualTo(new Page<>(List.of(), 3));
        assertThat(house.history().latestOf(KEFU, 1)).containsExactly(served.get(2));
        assertThat(house.history().latestOf(OTHER_KEFU, 10)).containsExactly(served.get(2), foreign);
        assertThat(house.history().latestOf(ADMIN, 10)).isEmpty();
        assertThat(house.history().latest(10)).containsExactly(served.get(2), served.get(1), foreign, served.get(0));
        assertThat(house.history().latest(2)).containsExactly(served.get(2), served.get(1));
    }

    @Test
    void messagesOfAWaitingCustomerAreListedForTheKefuWhoServesThen() {
        house.stands(CUSTOMER, KEFU, 1);
        Message served = house.stores(customer(CUSTOMER, "a"));
        house.stands(CUSTOMER, null, 2);
        Message first = house.stores(at(customer(CUSTOMER, "b"), NOON.plusMillis(1)));
        Message second = house.stores(at(customer(CUSTOMER, "c"), NOON.plusMillis(2)));
        assertThat(house.history().latestOf(OTHER_KEFU, 10)).isEmpty();
        house.stands(CUSTOMER, OTHER_KEFU, 3);
        assertThat(house.history().latestOf(OTHER_KEFU, 10)).containsExactly(second, first);
        assertThat(house.history().latestOf(KEFU, 10)).containsExactly(served);
    }

    @Test
    void anAdminWhoWritesTakesPart() {
        Message alone = house.stores(admin(ADMIN, CUSTOMER, "a"));
        house.stands(CUSTOMER, KEFU, 1);
        Message beside = house.stores(at(admin(ADMIN, CUSTOMER, "b"), NOON.plusMillis(1)));
        house.stores(at(customer(CUSTOMER, "c"), NOON.plusMillis(2)));
        assertThat(house.history().latestOf(ADMIN, 10)).containsExactly(beside, alone);
        assertThat(house.history().latestOf(KEFU, 10)).hasSize(2).contains(beside);
    }

    @Test
    void messagesOfTheSameMillisecondAreListedOnceAndInOrder() {
        house.stands(CUSTOMER, KEFU, 1);
        List<Message> all = writes(120);
        assertThat(house.history().latest(100)).isEqualTo(all.subList(20, 120).reversed());
        List<Message> paged = IntStream.rangeClosed(1, 13)
                .boxed()
                .flatMap(page -> house.history().ofKefu(KEFU, new PageRequest(page, 10)).items().stream())
                .toList();
        assertThat(paged).isEqualTo(all.reversed());
    }

    @Test
    void aConversationCanBeReadFromAnySeqInBothDirections() {
        house.stands(CUSTOMER, KEFU, 1);
        List<Message> all = writes(7);
        assertThat(read(new Window.Before(5, 2))).containsExactly(all.get(3), all.get(2));
        assertThat(read(new Window.Before(2, 5))).containsExactly(all.get(0));
        assertThat(read(new Window.Before(100, 2))).containsExactly(all.get(6), all.get(5));
        assertThat(read(new Window.Before(1, 5))).isEmpty();
        assertThat(read(new Window.After(5, 5))).containsExactly(all.get(5), all.get(6));
        assertThat(read(new Window.After(0, 2))).containsExactly(all.get(0), all.get(1));
        assertThat(read(new Window.After(7, 2))).isEmpty();
        house.stands(CUSTOMER, OTHER_KEFU, 2);
        writes(2);
        assertThat(house.history()
                        .readFor(KEFU, CONVERSATION, new Window.After(5, 10))
                        .orElseThrow())
                .isEqualTo(new Page<>(all.subList(5, 7), 7));
        assertThat(house.history()
                        .readFor(KEFU, CONVERSATION, new Window.Before(100, 1))
                        .orElseThrow()
                        .items())
                .containsExactly(all.get(6));
    }

    @Test
    void theColleaguesOfPairConversationsAreListedNewestFirst() {
        UserId third = new UserId("third");
        house.stores(pair(KEFU, OTHER_KEFU, "a"));
        house.stores(at(pair(third, KEFU, "b"), NOON.plusMillis(1)));
        house.stands(CUSTOMER, KEFU, 1);
        house.stores(at(customer(CUSTOMER, "c"), NOON.plusMillis(2)));
        house.history().latest(1);
        assertThat(house.history().partnersOf(KEFU, 10)).containsExactly(third, OTHER_KEFU);
        assertThat(house.history().partnersOf(KEFU, 1)).containsExactly(third);
        assertThat(house.history().partnersOf(OTHER_KEFU, 10)).containsExactly(KEFU);
        assertThat(house.history().partnersOf(CUSTOMER, 10)).isEmpty();
    }

    private List<Message> read(Window window) {
        return house.history().read(CONVERSATION, window).items();
    }

    private List<Message> writes(int messages) {
        return IntStream.range(0, messages)
                .mapToObj(i -> house.stores(customer(CUSTOMER, "m" + i)))
                .toList();
    }

    private Page<Message> page(int page, int size) {
        return house.history().read(CONVERSATION, new Window.Numbered(new PageRequest(page, size)));
    }

    private Optional<Page<Message>> pageForOrWaiting(UserId kefu) {
        return house.history().readForOrWaiting(kefu, CONVERSATION, new Window.Numbered(new PageRequest(1, 20)));
    }

    private Optional<Page<Message>> pageFor(UserId kefu) {
        return house.history().readFor(kefu, CONVERSATION, new Window.Numbered(new PageRequest(1, 20)));
    }
}
