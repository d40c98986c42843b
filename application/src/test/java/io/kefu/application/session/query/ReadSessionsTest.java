package io.kefu.application.session.query;

import static io.kefu.application.session.testing.SessionFixture.admin;
import static io.kefu.application.session.testing.SessionFixture.customer;
import static io.kefu.application.session.testing.SessionFixture.kefu;
import static io.kefu.application.testing.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.application.session.testing.SessionFixture;
import io.kefu.application.user.testing.Users;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.session.SessionState;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests of {@link ReadSession} and {@link ListSessions}. */
class ReadSessionsTest {
    private static final PageRequest FIRST = new PageRequest(1, 20);

    private final SessionFixture fixture = SessionFixture.inMemory();
    private final ReadSession readSession = new ReadSession(fixture.sessions(), fixture.describeSessions());
    private final ListSessions listSessions =
            new ListSessions(fixture.sessions(), fixture.users(), fixture.describeSessions());

    @Test
    void aWaitingSessionHasAQueuePosition() {
        fixture.opens("a");
        Session second = fixture.opens("b");
        assertThat(readSession.read(customer("b"), second.id())).isEqualTo(new ReadSession.Found(second, 2, "b", null));
        fixture.comes("kefu", 2);
        ReadSession.Found served = readSession.read(kefu("other"), second.id());
        assertThat(served.queuePosition()).isNull();
        assertThat(served.kefuName()).isEqualTo(Users.kefu("kefu").username());
    }

    @Test
    void theNameOfTheKefuIsThePresentOne() {
        UserId kefu = fixture.comes("kefu", 2);
        Session session = fixture.opens("a");
        fixture.users().update(kefu, User.Change.of(profile -> profile.withUsername("新名")));
        assertThat(readSession.read(customer("a"), session.id()).kefuName()).isEqualTo("新名");
        fixture.closes(session.id());
        assertThat(readSession.read(customer("a"), session.id()).kefuName()).isEqualTo("新名");
        fixture.users().delete(kefu);
        assertThat(readSession.read(customer("a"), session.id()).kefuName()).isNull();
    }

    @Test
    void theNameOfTheCustomerIsThePresentOne() {
        Session session = fixture.opens("a");
        fixture.users().update(session.customer(), User.Change.of(profile -> profile.withUsername("新名")));
        assertThat(readSession.read(kefu("k"), session.id()).username()).isEqualTo("新名");
        fixture.users().delete(session.customer());
        assertThat(readSession.read(kefu("k"), session.id()).username()).isNull();
    }

    @Test
    void theSessionOfAnotherCustomerIsNotFound() {
        Session session = fixture.opens("a");
        assertRefused(ErrorCode.SESSION_NOT_FOUND, () -> readSession.read(customer("b"), session.id()));
        SessionId none = SessionId.of(session.conversation(), "nowhere0");
        assertRefused(ErrorCode.SESSION_NOT_FOUND, () -> readSession.read(admin("root"), none));
    }

    @Test
    void theSessionsOfACustomerAreListedForTheCustomerAndStaff() {
        Session session = fixture.opens("a");
        Page<ReadSession.Found> expected = new Page<>(List.of(new ReadSession.Found(session, 1, "a", null)), 1);
        UserId customer = new UserId("a");
        assertThat(listSessions.list(customer("a"), customer, null, FIRST)).isEqualTo(expected);
        assertThat(listSessions.list(kefu("k"), customer, SessionState.WAITING, FIRST))
                .isEqualTo(expected);
        assertThat(listSessions
                        .list(admin("root"), customer, SessionState.CLOSED, FIRST)
                        .total())
                .isZero();
        assertRefused(ErrorCode.USER_NOT_FOUND, () -> listSessions.list(customer("b"), customer, null, FIRST));
        assertRefused(ErrorCode.USER_NOT_FOUND, () -> listSessions.list(kefu("k"), new UserId("nobody"), null, FIRST));
    }
}
