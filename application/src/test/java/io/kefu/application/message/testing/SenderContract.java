package io.kefu.application.message.testing;

import static io.kefu.application.message.testing.Appends.admin;
import static io.kefu.application.message.testing.Appends.customer;
import static io.kefu.application.message.testing.Appends.in;
import static io.kefu.application.message.testing.Appends.serving;
import static io.kefu.application.message.testing.Appends.to;
import static io.kefu.application.message.testing.MessageHouse.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.message.port.MessageLog;
import io.kefu.application.message.port.MessageLog.Refusal;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.message.Message;
import io.kefu.domain.session.Session;
import io.kefu.domain.user.UserId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link MessageLog} must accept and refuse: who may send, to whom, and in which session. */
public abstract class SenderContract {
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
    void aCustomerNeedsAnOpenSession() {
        house.refuses(Refusal.NO_OPEN_SESSION, customer(CUSTOMER, "x"));
        Session session = house.stands(CUSTOMER, null, 1);
        assertThat(house.stores(customer(CUSTOMER, "x")).to()).isNull();
        house.closes(session);
        house.refuses(Refusal.NO_OPEN_SESSION, customer(CUSTOMER, "y"));
        assertThat(log(0, 10)).hasSize(1);
    }

    @Test
    void aMessageThatNamesASessionIsStoredInNoOther() {
        Session session = house.stands(CUSTOMER, KEFU, 1);
        house.stores(in(customer(CUSTOMER, "x"), session.id()));
        house.stores(in(serving(KEFU, CUSTOMER, "y"), session.id()));
        house.closes(session);
        house.refuses(Refusal.NO_OPEN_SESSION, in(customer(CUSTOMER, "z"), session.id()));
        house.stands("00000002", CUSTOMER, KEFU, 2);
        house.refuses(Refusal.NO_OPEN_SESSION, in(customer(CUSTOMER, "z"), session.id()));
        house.refuses(Refusal.NO_OPEN_SESSION, in(serving(KEFU, CUSTOMER, "z"), session.id()));
        assertThat(log(0, 10)).hasSize(2);
    }

    @Test
    void aMessageOfACustomerGoesToTheServingKefu() {
        house.stands(CUSTOMER, null, 1);
        house.refuses(Refusal.UNKNOWN_RECIPIENT, to(customer(CUSTOMER, "x"), KEFU, false));
        assertThat(house.stores(to(customer(CUSTOMER, "x"), KEFU, true)).to()).isNull();
        house.stands(CUSTOMER, KEFU, 2);
        assertThat(house.stores(to(customer(CUSTOMER, "x"), KEFU, false)).to()).isEqualTo(KEFU);
        assertThat(house.stores(to(customer(CUSTOMER, "x"), OTHER_KEFU, true)).to())
                .isEqualTo(KEFU);
        house.refuses(Refusal.UNKNOWN_RECIPIENT, to(customer(CUSTOMER, "x"), OTHER_KEFU, false));
    }

    @Test
    void aKefuMustServeTheCustomer() {
        house.refuses(Refusal.NOT_SERVING, serving(KEFU, CUSTOMER, "x"));
        house.stands(CUSTOMER, null, 1);
        house.refuses(Refusal.NOT_SERVING, serving(KEFU, CUSTOMER, "x"));
        house.stands(CUSTOMER, KEFU, 2);
        house.stores(serving(KEFU, CUSTOMER, "x"));
        house.refuses(Refusal.NOT_SERVING, serving(OTHER_KEFU, CUSTOMER, "x"));
        Session session = house.stands(CUSTOMER, OTHER_KEFU, 3);
        house.refuses(Refusal.NOT_SERVING, serving(KEFU, CUSTOMER, "x"));
        house.stores(serving(OTHER_KEFU, CUSTOMER, "x"));
        house.closes(session);
        house.refuses(Refusal.SESSION_CLOSED, serving(OTHER_KEFU, CUSTOMER, "x"));
        house.refuses(Refusal.NOT_SERVING, serving(KEFU, CUSTOMER, "x"));
        house.stands("00000002", CUSTOMER, null, 4);
        house.refuses(Refusal.NOT_SERVING, serving(OTHER_KEFU, CUSTOMER, "x"));
        assertThat(log(0, 10)).hasSize(2);
    }

    @Test
    void anAdminNeedsOnlyAKnownCustomer() {
        house.refuses(Refusal.UNKNOWN_RECIPIENT, to(admin(ADMIN, CUSTOMER, "x"), CUSTOMER, false));
        Message first = house.stores(admin(ADMIN, CUSTOMER, "x"));
        assertThat(first.session()).isNull();
        assertThat(first.to()).isEqualTo(CUSTOMER);
        house.refuses(Refusal.UNKNOWN_RECIPIENT, to(admin(ADMIN, CUSTOMER, "x"), CUSTOMER, false));
        Session session = house.stands(CUSTOMER, KEFU, 1);
        assertThat(session.messages()).isZero();
        assertThat(house.stores(to(admin(ADMIN, CUSTOMER, "x"), CUSTOMER, false)))
                .extracting(Message::seq, Message::session)
                .containsExactly(2L, session.id());
        UserId talkedAbout = new UserId("talked-about");
        house.stands(talkedAbout, null, 2);
        house.stores(to(admin(ADMIN, talkedAbout, "x"), talkedAbout, false));
    }

    private List<Message> log(long after, int limit) {
        return await(house.log().readAfter(CONVERSATION, after, limit)).messages();
    }
}
