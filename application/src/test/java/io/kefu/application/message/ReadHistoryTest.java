package io.kefu.application.message;

import static io.kefu.application.session.testing.SessionFixture.admin;
import static io.kefu.application.session.testing.SessionFixture.customer;
import static io.kefu.application.session.testing.SessionFixture.kefu;
import static io.kefu.application.testing.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.access.Principal;
import io.kefu.application.message.port.MessageHistory.Window;
import io.kefu.application.message.testing.Appends;
import io.kefu.application.message.testing.MessagePorts;
import io.kefu.application.page.PageRequest;
import io.kefu.application.user.testing.InMemoryUserStore;
import io.kefu.application.user.testing.Users;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.message.Message;
import io.kefu.domain.session.Session;
import io.kefu.domain.user.UserId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadHistoryTest {
    private static final UserId CUSTOMER = new UserId("a");
    private static final UserId ONE = new UserId("one");
    private static final UserId TWO = new UserId("two");

    private final MessagePorts ports = MessagePorts.inMemory();
    private final InMemoryUserStore users = new InMemoryUserStore();
    private final ReadHistory readHistory = new ReadHistory(ports.history(), users);

    @BeforeEach
    void setUp() {
        users.create(Users.customer("a"));
        users.create(Users.customer("b"));
        users.create(Users.kefu("one"));
        users.create(Users.kefu("two"));
        users.create(Users.admin("root"));
    }

    @Test
    void aCustomersConversationIsReadByTheCustomerAndKefuWhoServedAndAdmins() {
        Session session = ports.assign(CUSTOMER, ONE, 1);
        Message message = ports.store(Appends.customer(CUSTOMER, "x"));
        assertThat(read(customer("a"), CUSTOMER)).containsExactly(message);
        assertThat(read(kefu("one"), CUSTOMER)).containsExactly(message);
        assertThat(read(admin("root"), CUSTOMER)).containsExactly(message);
        ports.close(session);
        assertThat(read(kefu("one"), CUSTOMER)).containsExactly(message);
    }

    @Test
    void everyKefuReadsTheConversationWhileItsCustomerWaits() {
        ports.assign(CUSTOMER, null, 1);
        Message message = ports.store(Appends.customer(CUSTOMER, "x"));
        assertThat(read(kefu("one"), CUSTOMER)).containsExactly(message);
        assertThat(read(kefu("two"), CUSTOMER)).containsExactly(message);
        assertRefused(ErrorCode.USER_NOT_FOUND, () -> read(customer("b"), CUSTOMER));
        ports.assign(CUSTOMER, ONE, 2);
        assertThat(read(kefu("one"), CUSTOMER)).containsExactly(message);
        assertRefused(ErrorCode.USER_NOT_FOUND, () -> read(kefu("two"), CUSTOMER));
    }

    @Test
    void aConversationThatTheCallerMayNotReadIsNotFound() {
        ports.assign(CUSTOMER, ONE, 1);
        ports.store(Appends.customer(CUSTOMER, "x"));
        for (Principal stranger : List.of(kefu("two"), customer("b"))) {
            assertRefused(ErrorCode.USER_NOT_FOUND, () -> read(stranger, CUSTOMER));
        }
        UserId nobody = new UserId("nobody");
        for (Principal anyone : List.of(customer("a"), kefu("one"), admin("root"))) {
            assertRefused(ErrorCode.USER_NOT_FOUND, () -> read(anyone, nobody));
        }
        assertRefused(ErrorCode.USER_NOT_FOUND, () -> read(customer("a"), ONE));
    }

    @Test
    void colleaguesReadTheirPairConversation() {
        Message message = ports.store(Appends.pair(ONE, TWO, "x"));
        assertThat(read(kefu("one"), TWO)).containsExactly(message);
        assertThat(read(kefu("two"), ONE)).containsExactly(message);
        assertThat(read(admin("root"), ONE)).isEmpty();
    }

    @Test
    void theOwnIdOfAKefuGivesTheMessagesOfAllTheirConversations() {
        ports.assign(CUSTOMER, ONE, 1);
        Message served = ports.store(Appends.customer(CUSTOMER, "x"));
        Message pair = ports.store(Appends.pair(ONE, TWO, "y"));
        Message written = ports.store(Appends.admin(new UserId("root"), CUSTOMER, "z"));
        assertThat(read(kefu("one"), ONE)).containsExactlyInAnyOrder(served, pair, written);
        assertThat(read(kefu("two"), TWO)).containsExactly(pair);
        assertThat(read(admin("root"), new UserId("root"))).containsExactly(written);
    }

    private List<Message> read(Principal caller, UserId with) {
        return readHistory
                .read(caller, with, new Window.Numbered(new PageRequest(1, 20)))
                .items();
    }
}
