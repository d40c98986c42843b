package io.kefu.application.auth;

import static io.kefu.application.testing.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.access.AccessToken;
import io.kefu.application.access.Principal;
import io.kefu.application.access.testing.InMemoryTokenStore;
import io.kefu.application.session.testing.SessionHouse;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.presence.KefuStatus;
import io.kefu.domain.session.Session;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.session.SessionState;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogOutTest {
    private static final Principal KEFU = SessionHouse.kefu("kefu001");
    private static final AccessToken DESKTOP = token(KEFU, "D");
    private static final AccessToken PHONE = token(KEFU, "P");

    private final SessionHouse house = SessionHouse.inMemory();
    private final InMemoryTokenStore tokens = new InMemoryTokenStore(house.clock());
    private final LogOutKefu logOutKefu = new LogOutKefu(tokens, house.presence(), house.releaseKefu(), house.clock());

    private final LogOut logOut = new LogOut(tokens, house.presence(), house.releaseKefu(), house.clock());

    @BeforeEach
    void logIn() {
        tokens.issue(DESKTOP.digest(), KEFU, Duration.ofHours(24));
        tokens.issue(PHONE.digest(), KEFU, Duration.ofHours(24));
    }

    @Test
    void aLogoutEndsOneLogin() {
        UserId kefu = house.comes("kefu001", 10);
        Session session = house.opens("zhangsan");
        house.presence()
                .heartbeat(
                        kefu,
                        User.Service.DEFAULT,
                        KefuStatus.BUSY,
                        house.clock().instant(),
                        SessionHouse.LEASE);
        logOut.logOut(KEFU, DESKTOP);
        assertThat(isIn(DESKTOP)).isFalse();
        assertThat(isIn(PHONE)).isTrue();
        assertThat(status()).isEqualTo(KefuStatus.BUSY);
        assertThat(house.find(session.id()).kefu()).isEqualTo(kefu);
    }

    @Test
    void theLastLogoutEndsTheDutyOfAKefu() {
        house.comes("kefu001", 10);
        Session session = house.opens("zhangsan");
        logOut.logOut(KEFU, DESKTOP);
        logOut.logOut(KEFU, DESKTOP);
        assertThat(status()).isEqualTo(KefuStatus.ONLINE);
        logOut.logOut(KEFU, PHONE);
        assertThat(status()).isEqualTo(KefuStatus.OFFLINE);
        assertThat(house.find(session.id()).state()).isEqualTo(SessionState.WAITING);
    }

    @Test
    void aLogoutOfAKefuEndsTheDutyAndAllLogins() {
        house.comes("kefu001", 10);
        logOutKefu.logOut(KEFU, KEFU.id());
        assertThat(isIn(DESKTOP)).isFalse();
        assertThat(isIn(PHONE)).isFalse();
        assertThat(house.presence().statuses(List.of(KEFU.id()), house.clock().instant()))
                .isEqualTo(Map.of(KEFU.id(), KefuStatus.OFFLINE));
    }

    @Test
    void theSessionsOfAKefuAreAssignedAnewAfterTheLogout() {
        house.comes("kefu001", 10);
        SessionId first = house.opens("zhangsan").id();
        SessionId second = house.opens("lisi").id();
        UserId other = house.comes("kefu002", 1);
        logOutKefu.logOut(KEFU, KEFU.id());
        assertThat(house.find(first).kefu()).isEqualTo(other);
        assertThat(house.find(first).state()).isEqualTo(SessionState.ACTIVE);
        assertThat(house.find(second).state()).isEqualTo(SessionState.WAITING);
    }

    @Test
    void aKefuCanLogOutOnlyThemselves() {
        assertRefused(ErrorCode.FORBIDDEN, () -> logOutKefu.logOut(KEFU, new UserId("kefu002")));
        assertRefused(ErrorCode.FORBIDDEN, () -> logOutKefu.logOut(SessionHouse.admin("admin"), KEFU.id()));
        assertRefused(
                ErrorCode.FORBIDDEN,
                () -> logOutKefu.logOut(SessionHouse.customer("zhangsan"), new UserId("zhangsan")));
        assertThat(isIn(DESKTOP)).isTrue();
    }

    private KefuStatus status() {
        return house.presence()
                .statuses(List.of(KEFU.id()), house.clock().instant())
                .getOrDefault(KEFU.id(), KefuStatus.OFFLINE);
    }

    private boolean isIn(AccessToken token) {
        return tokens.find(token.digest()).toCompletableFuture().join().isPresent();
    }

    private static AccessToken token(Principal principal, String letter) {
        return AccessToken.of(principal.id(), letter.repeat(AccessToken.SECRET_LENGTH));
    }
}
