package io.kefu.application.session;

import static io.kefu.application.session.testing.SessionHouse.admin;
import static io.kefu.application.session.testing.SessionHouse.customer;
import static io.kefu.application.session.testing.SessionHouse.kefu;
import static io.kefu.application.testing.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.application.session.testing.SessionHouse;
import io.kefu.application.user.testing.Users;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.session.SessionState;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests of {@link ReadSession}, {@link ListSessions} and {@link ListActiveSessions}. */
class ReadSessionsTest {
    private static final PageRequest FIRST = new PageRequest(1, 20);

    private final SessionHouse house = SessionHouse.inMemory();
    private final ReadSession readSession = new ReadSession(house.sessions(), house.describeSessions());
    private final ListSessions listSessions =
            new ListSessions(house.sessions(), house.users(), house.describeSessions());
    private final ListActiveSessions listActive =
            new ListActiveSessions(house.desk(), house.sessions(), house.describeSessions());

    @Test
    void aWaitingSessionIsReadWithItsPlace() {
        house.opens("a");
        Session second = house.opens("b");
        assertThat(readSession.read(customer("b"), second.id())).isEqualTo(new ReadSession.Found(second, 2, null));
        house.comes("kefu", 2);
        ReadSession.Found served = readSession.read(kefu("other"), second.id());
        assertThat(served.queuePosition()).isZero();
        assertThat(served.place()).isNull();
        assertThat(served.kefuName()).isEqualTo(Users.kefu("kefu").username());
    }

    @Test
    void aNewNameOfTheKefuShowsAtOnceAndThatOfADeletedOneIsGone() {
        UserId kefu = house.comes("kefu", 2);
        Session session = house.opens("a");
        house.users().update(kefu, User.Change.of(profile -> profile.withUsername("新名")));
        assertThat(readSession.read(customer("a"), session.id()).kefuName()).isEqualTo("新名");
        house.closes(session.id());
        assertThat(readSession.read(customer("a"), session.id()).kefuName()).isEqualTo("新名");
        house.users().delete(kefu);
        assertThat(readSession.read(customer("a"), session.id()).kefuName()).isNull();
    }

    @Test
    void anothersSessionLooksLikeNone() {
        Session session = house.opens("a");
        assertRefused(ErrorCode.SESSION_NOT_FOUND, () -> readSession.read(customer("b"), session.id()));
        SessionId none = SessionId.of(session.conversation(), "nowhere0");
        assertRefused(ErrorCode.SESSION_NOT_FOUND, () -> readSession.read(admin("root"), none));
    }

    @Test
    void aCustomersSessionsAreListedForThemAndTheStaff() {
        Session session = house.opens("a");
        Page<ReadSession.Found> expected = new Page<>(List.of(new ReadSession.Found(session, 1, null)), 1);
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

    @Test
    void activeSessionsAreForTheStaff() {
        house.comes("kefu", 2);
        Session first = house.opens("a");
        Session second = house.opens("b");
        house.opens("c");
        assertThat(listActive.list(kefu("kefu"), FIRST))
                .isEqualTo(new Page<>(house.describeSessions().describe(List.of(second, first)), 2));
        assertRefused(ErrorCode.FORBIDDEN, () -> listActive.list(customer("a"), FIRST));
    }
}
