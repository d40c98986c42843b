package io.kefu.application.auth;

import static io.kefu.application.testing.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.access.AccessToken;
import io.kefu.application.access.Principal;
import io.kefu.application.access.testing.InMemoryTokenStore;
import io.kefu.application.session.testing.SessionFixture;
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
    private static final Principal KEFU = SessionFixture.kefu("kefu001");
    private static final AccessToken DESKTOP = token(KEFU, "D");
    private static final AccessToken PHONE = token(KEFU, "P");

    private final SessionFixture fixture = SessionFixture.inMemory();
    private final InMemoryTokenStore tokens = new InMemoryTokenStore(fixture.clock());
    private final LogOutKefu logOutKefu =
            new LogOutKefu(tokens, fixture.presence(), fixture.releaseKefu(), fixture.audit(), fixture.clock());

    private final LogOut logOut =
            new LogOut(tokens, fixture.presence(), fixture.releaseKefu(), fixture.audit(), fixture.clock());

    @BeforeEach
    void logIn() {
        tokens.issue(DESKTOP.digest(), KEFU, Duration.ofHours(24));
        tokens.issue(PHONE.digest(), KEFU, Duration.ofHours(24));
    }

    @Test
    void aLogoutEndsOneLogin() {
        UserId kefu = fixture.comes("kefu001", 10);
        Session session = fixture.opens("zhangsan");
        fixture.presence()
                .heartbeat(
                        kefu,
                        User.Service.DEFAULT,
                        KefuStatus.BUSY,
                        fixture.clock().instant(),
                        SessionFixture.LEASE);
        logOut.logOut(KEFU, DESKTOP);
        assertThat(isIn(DESKTOP)).isFalse();
        assertThat(isIn(PHONE)).isTrue();
        assertThat(status()).isEqualTo(KefuStatus.BUSY);
        assertThat(fixture.find(session.id()).kefu()).isEqualTo(kefu);
    }

    @Test
    void theLastLogoutEndsTheDutyOfAKefu() {
        fixture.comes("kefu001", 10);
        Session session = fixture.opens("zhangsan");
        logOut.logOut(KEFU, DESKTOP);
        logOut.logOut(KEFU, DESKTOP);
        assertThat(status()).isEqualTo(KefuStatus.ONLINE);
        logOut.logOut(KEFU, PHONE);
        assertThat(status()).isEqualTo(KefuStatus.OFFLINE);
        assertThat(fixture.find(session.id()).state()).isEqualTo(SessionState.WAITING);
    }

    @Test
    void aLogoutOfAKefuEndsTheDutyAndAllLogins() {
        fixture.comes("kefu001", 10);
        logOutKefu.logOut(KEFU, KEFU.id());
        assertThat(isIn(DESKTOP)).isFalse();
        assertThat(isIn(PHONE)).isFalse();
        assertThat(fixture.presence()
                        .statuses(List.of(KEFU.id()), fixture.clock().instant()))
                .isEqualTo(Map.of(KEFU.id(), KefuStatus.OFFLINE));
    }

    @Test
    void theSessionsOfAKefuAreAssignedAnewAfterTheLogout() {
        fixture.comes("kefu001", 10);
        SessionId first = fixture.opens("zhangsan").id();
        SessionId second = fixture.opens("lisi").id();
        UserId other = fixture.comes("kefu002", 1);
        logOutKefu.logOut(KEFU, KEFU.id());
        assertThat(fixture.find(first).kefu()).isEqualTo(other);
        assertThat(fixture.find(first).state()).isEqualTo(SessionState.ACTIVE);
        assertThat(fixture.find(second).state()).isEqualTo(SessionState.WAITING);
    }

    @Test
    void aKefuCanLogOutOnlyThemselves() {
        assertRefused(ErrorCode.FORBIDDEN, () -> logOutKefu.logOut(KEFU, new UserId("kefu002")));
        assertRefused(ErrorCode.FORBIDDEN, () -> logOutKefu.logOut(SessionFixture.admin("admin"), KEFU.id()));
        assertRefused(
                ErrorCode.FORBIDDEN,
                () -> logOutKefu.logOut(SessionFixture.customer("zhangsan"), new UserId("zhangsan")));
        assertThat(isIn(DESKTOP)).isTrue();
    }

    private KefuStatus status() {
        return fixture.presence()
                .statuses(List.of(KEFU.id()), fixture.clock().instant())
                .getOrDefault(KEFU.id(), KefuStatus.OFFLINE);
    }

    private boolean isIn(AccessToken token) {
        return tokens.find(token.digest()).toCompletableFuture().join().isPresent();
    }

    private static AccessToken token(Principal principal, String letter) {
        return AccessToken.of(principal.id(), letter.repeat(AccessToken.SECRET_LENGTH));
    }
}
