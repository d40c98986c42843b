package io.kefu.application.message;

import static io.kefu.application.session.testing.SessionFixture.admin;
import static io.kefu.application.session.testing.SessionFixture.customer;
import static io.kefu.application.session.testing.SessionFixture.kefu;
import static io.kefu.application.testing.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.access.Principal;
import io.kefu.application.message.SearchMessages.Command;
import io.kefu.application.message.SearchMessages.Found;
import io.kefu.application.message.port.MessageLog.Recall;
import io.kefu.application.message.testing.Appends;
import io.kefu.application.message.testing.MessagePorts;
import io.kefu.application.user.testing.InMemoryUserStore;
import io.kefu.application.user.testing.Users;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.message.Message;
import io.kefu.domain.user.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchMessagesTest {
    private static final UserId MEI = new UserId("mei");
    private static final UserId LI = new UserId("li");
    private static final UserId JUN = new UserId("jun");

    private final MessagePorts ports = MessagePorts.inMemory();
    private final InMemoryUserStore users = new InMemoryUserStore();
    private final SearchMessages searchMessages = new SearchMessages(ports.history(), users);

    @BeforeEach
    void createUsers() {
        users.create(Users.customer("mei"));
        users.create(Users.kefu("li"));
        users.create(Users.kefu("jun"));
        ports.assign(MEI, LI, 1);
    }

    @Test
    void theNewestMessagesAreFoundFirst() {
        says("我要退款");
        says("hello");
        says("退款 ＰＬＥＡＳＥ");
        assertThat(texts(search(customer("mei"), MEI, "退款"))).containsExactly("退款 ＰＬＥＡＳＥ", "我要退款");
        assertThat(texts(search(customer("mei"), MEI, "please"))).containsExactly("退款 ＰＬＥＡＳＥ");
        assertThat(search(customer("mei"), MEI, "bye")).isEqualTo(new Found(List.of(), null));
    }

    @Test
    void recalledMessagesAndNoticesAreNotFound() {
        Message secret = says("a secret message");
        MessagePorts.await(ports.log()
                .recall(new Recall(
                        secret.id(), MEI, "Mei", null, "A message was recalled", Appends.NOON.plusSeconds(1))));
        assertThat(search(admin("boss"), MEI, "message").messages()).isEmpty();
    }

    @Test
    void callersSearchOnlyWhatTheyMayRead() {
        says("one refund");
        ports.assign(MEI, JUN, 2);
        says("two refunds");
        ports.store(Appends.pair(LI, JUN, "refund him"));
        assertThat(texts(search(kefu("li"), MEI, "refund"))).containsExactly("one refund");
        assertThat(texts(search(kefu("jun"), MEI, "refund"))).containsExactly("two refunds", "one refund");
        assertThat(texts(search(admin("boss"), MEI, "refund"))).containsExactly("two refunds", "one refund");
        assertThat(texts(search(kefu("jun"), LI, "refund"))).containsExactly("refund him");
        assertThat(search(admin("boss"), LI, "refund").messages()).isEmpty();
        assertRefused(ErrorCode.USER_NOT_FOUND, () -> search(kefu("other"), MEI, "refund"));
        assertRefused(ErrorCode.USER_NOT_FOUND, () -> search(customer("other"), MEI, "refund"));
        assertRefused(ErrorCode.USER_NOT_FOUND, () -> search(customer("mei"), LI, "refund"));
        assertRefused(ErrorCode.USER_NOT_FOUND, () -> search(admin("boss"), new UserId("nobody"), "refund"));
        assertRefused(ErrorCode.INVALID_PARAMETER, () -> search(kefu("li"), LI, "refund"));
    }

    /** A kefu may read the conversation of a customer who waits, but does not search it before serving the customer. */
    @Test
    void kefuDoNotSearchTheConversationOfAWaitingCustomer() {
        says("one refund");
        ports.assign(MEI, null, 2);
        assertRefused(ErrorCode.USER_NOT_FOUND, () -> search(kefu("jun"), MEI, "refund"));
    }

    @Test
    void pagesFollowEachOtherWithoutGap() {
        IntStream.rangeClosed(1, 250).forEach(i -> says(i % 2 == 0 ? "even " + i : "odd " + i));
        List<String> found = new ArrayList<>();
        @Nullable Long before = null;
        do {
            Found page = searchMessages.search(customer("mei"), MEI, Command.of("even", before, 7));
            found.addAll(texts(page));
            before = page.nextBefore();
        } while (before != null);
        assertThat(found)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 125)
                        .mapToObj(i -> "even " + 2 * (126 - i))
                        .toList());
    }

    @Test
    void oneCallReadsABoundedNumberOfEntries() {
        says("needle");
        IntStream.range(0, SearchMessages.MAX_ENTRIES + 50).forEach(i -> says("hay"));
        Found first = search(customer("mei"), MEI, "needle");
        assertThat(first).isEqualTo(new Found(List.of(), 52L));
        Found second = searchMessages.search(customer("mei"), MEI, Command.of("needle", first.nextBefore(), 20));
        assertThat(texts(second)).containsExactly("needle");
        assertThat(second.nextBefore()).isNull();
    }

    @Test
    void oneCallSearchesTextsOfABoundedLength() {
        IntStream.range(0, 400).forEach(i -> says("あ".repeat(4_000)));
        assertThat(search(customer("mei"), MEI, "needle").nextBefore()).isEqualTo(151L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\u0000"})
    void anInvalidTextIsRefused(String query) {
        assertRefused(ErrorCode.INVALID_PARAMETER, () -> Command.of(query, null, 20));
        assertRefused(ErrorCode.INVALID_PARAMETER, () -> Command.of("x".repeat(101), null, 20));
    }

    private Found search(Principal caller, UserId with, String query) {
        return searchMessages.search(caller, with, Command.of(query, null, 20));
    }

    private Message says(String text) {
        return ports.store(Appends.customer(MEI, text));
    }

    private static List<String> texts(Found found) {
        return found.messages().stream().map(Message::content).toList();
    }
}
