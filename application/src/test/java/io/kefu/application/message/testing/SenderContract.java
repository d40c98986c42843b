package io.kefu.application.message.testing;

import static io.kefu.application.message.testing.Appends.admin;
import static io.kefu.application.message.testing.Appends.customer;
import static io.kefu.application.message.testing.Appends.in;
import static io.kefu.application.message.testing.Appends.serving;
import static io.kefu.application.message.testing.Appends.to;
import static io.kefu.application.message.testing.MessagePorts.await;
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

/** The contract of {@link MessageLog} for who may send a message, to whom, and in which session. */
public abstract class SenderContract {
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
    void aCustomerNeedsAnOpenSession() {
        ports.refuse(Refusal.NO_OPEN_SESSION, customer(CUSTOMER, "x"));
        Session session = ports.assign(CUSTOMER, null, 1);
        assertThat(ports.store(customer(CUSTOMER, "x")).to()).isNull();
        ports.close(session);
        ports.refuse(Refusal.NO_OPEN_SESSION, customer(CUSTOMER, "y"));
        assertThat(log(0, 10)).hasSize(1);
    }

    @Test
    void aMessageThatNamesASessionIsStoredInNoOther() {
        Session session = ports.assign(CUSTOMER, KEFU, 1);
        ports.store(in(customer(CUSTOMER, "x"), session.id()));
        ports.store(in(serving(KEFU, CUSTOMER, "y"), session.id()));
        ports.close(session);
        ports.refuse(Refusal.NO_OPEN_SESSION, in(customer(CUSTOMER, "z"), session.id()));
        ports.assign("00000002", CUSTOMER, KEFU, 2);
        ports.refuse(Refusal.NO_OPEN_SESSION, in(customer(CUSTOMER, "z"), session.id()));
        ports.refuse(Refusal.NO_OPEN_SESSION, in(serving(KEFU, CUSTOMER, "z"), session.id()));
        assertThat(log(0, 10)).hasSize(2);
    }

    @Test
    void aMessageOfACustomerGoesToTheServingKefu() {
        ports.assign(CUSTOMER, null, 1);
        ports.refuse(Refusal.UNKNOWN_RECIPIENT, to(customer(CUSTOMER, "x"), KEFU, false));
        assertThat(ports.store(to(customer(CUSTOMER, "x"), KEFU, true)).to()).isNull();
        ports.assign(CUSTOMER, KEFU, 2);
        assertThat(ports.store(to(customer(CUSTOMER, "x"), KEFU, false)).to()).isEqualTo(KEFU);
        assertThat(ports.store(to(customer(CUSTOMER, "x"), OTHER_KEFU, true)).to())
                .isEqualTo(KEFU);
        ports.refuse(Refusal.UNKNOWN_RECIPIENT, to(customer(CUSTOMER, "x"), OTHER_KEFU, false));
    }

    @Test
    void aKefuMustServeTheCustomer() {
        ports.refuse(Refusal.NOT_SERVING, serving(KEFU, CUSTOMER, "x"));
        ports.assign(CUSTOMER, null, 1);
        ports.refuse(Refusal.NOT_SERVING, serving(KEFU, CUSTOMER, "x"));
        ports.assign(CUSTOMER, KEFU, 2);
        ports.store(serving(KEFU, CUSTOMER, "x"));
        ports.refuse(Refusal.NOT_SERVING, serving(OTHER_KEFU, CUSTOMER, "x"));
        Session session = ports.assign(CUSTOMER, OTHER_KEFU, 3);
        ports.refuse(Refusal.NOT_SERVING, serving(KEFU, CUSTOMER, "x"));
        ports.store(serving(OTHER_KEFU, CUSTOMER, "x"));
        ports.close(session);
        ports.refuse(Refusal.SESSION_CLOSED, serving(OTHER_KEFU, CUSTOMER, "x"));
        ports.refuse(Refusal.NOT_SERVING, serving(KEFU, CUSTOMER, "x"));
        ports.assign("00000002", CUSTOMER, null, 4);
        ports.refuse(Refusal.NOT_SERVING, serving(OTHER_KEFU, CUSTOMER, "x"));
        assertThat(log(0, 10)).hasSize(2);
    }

    @Test
    void anAdminNeedsOnlyAKnownCustomer() {
        ports.refuse(Refusal.UNKNOWN_RECIPIENT, to(admin(ADMIN, CUSTOMER, "x"), CUSTOMER, false));
        Message first = ports.store(admin(ADMIN, CUSTOMER, "x"));
        assertThat(first.session()).isNull();
        assertThat(first.to()).isEqualTo(CUSTOMER);
        ports.refuse(Refusal.UNKNOWN_RECIPIENT, to(admin(ADMIN, CUSTOMER, "x"), CUSTOMER, false));
        Session session = ports.assign(CUSTOMER, KEFU, 1);
        assertThat(session.messages()).isZero();
        assertThat(ports.store(to(admin(ADMIN, CUSTOMER, "x"), CUSTOMER, false)))
                .extracting(Message::seq, Message::session)
                .containsExactly(2L, session.id());
        UserId talkedAbout = new UserId("talked-about");
        ports.assign(talkedAbout, null, 2);
        ports.store(to(admin(ADMIN, talkedAbout, "x"), talkedAbout, false));
    }

    private List<Message> log(long after, int limit) {
        return await(ports.log().readAfter(CONVERSATION, after, limit)).messages();
    }
}
