package io.kefu.application.access.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.access.AccessToken;
import io.kefu.application.access.Principal;
import io.kefu.application.access.port.TokenStore;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.UserId;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The contract of {@link TokenStore}. */
public abstract class TokenStoreContract {
    private static final Duration LIFETIME = Duration.ofHours(24);
    private static final Principal KEFU = new Principal(new UserId("kefu001"), Role.KEFU, "客服小明");
    private static final Principal CUSTOMER = new Principal(new UserId("user_1"), Role.CUSTOMER, "O'Brien 🦊");

    private final CountingSecrets secrets = new CountingSecrets();

    /** Creates an empty store. */
    protected abstract TokenStore store();

    /** Lets time pass for the store. */
    protected abstract void pass(Duration duration);

    @Test
    void theUserOfATokenIsFound() {
        AccessToken.Digest kefu = issue(KEFU);
        AccessToken.Digest customer = issue(CUSTOMER);
        assertThat(find(kefu)).contains(KEFU);
        assertThat(find(customer)).contains(CUSTOMER);
    }

    @Test
    void anUnknownTokenIsNotFound() {
        issue(KEFU);
        assertThat(find(newToken(KEFU))).isEmpty();
    }

    @Test
    void aTokenEndsWithItsLifetime() {
        AccessToken.Digest token = issue(KEFU);
        pass(LIFETIME);
        assertThat(find(token)).isEmpty();
    }

    @Test
    void usingATokenRenewsItsLifetime() {
        AccessToken.Digest token = issue(KEFU);
        for (int i = 0; i < 3; i++) {
            pass(LIFETIME.dividedBy(2));
            assertThat(find(token)).contains(KEFU);
        }
        pass(LIFETIME.minusMinutes(1));
        assertThat(find(token)).contains(KEFU);
        pass(LIFETIME);
        assertThat(find(token)).isEmpty();
    }

    @Test
    void usingATokenDoesNotRenewOtherTokens() {
        AccessToken.Digest used = issue(KEFU);
        AccessToken.Digest other = issue(KEFU);
        pass(LIFETIME.dividedBy(2));
        find(used);
        pass(LIFETIME.dividedBy(2));
        assertThat(find(used)).contains(KEFU);
        assertThat(find(other)).isEmpty();
    }

    @Test
    void oneLoginIsRevoked() {
        AccessToken.Digest ended = issue(KEFU);
        AccessToken.Digest other = issue(KEFU);
        assertThat(store().revoke(ended)).isFalse();
        assertThat(find(ended)).isEmpty();
        assertThat(find(other)).contains(KEFU);
    }

    @Test
    void revokingReportsWhetherItWasTheLastLogin() {
        issue(CUSTOMER);
        AccessToken.Digest first = issue(KEFU);
        AccessToken.Digest second = issue(KEFU);
        assertThat(store().revoke(second)).isFalse();
        assertThat(store().revoke(second)).isFalse();
        assertThat(store().revoke(first)).isTrue();
        assertThat(store().revoke(first)).isFalse();
    }

    @Test
    void revokingAnUnknownTokenChangesNothing() {
        AccessToken.Digest token = issue(KEFU);
        store().revoke(newToken(KEFU));
        store().revoke(token);
        store().revoke(token);
        assertThat(find(token)).isEmpty();
    }

    @Test
    void allLoginsOfOneUserAreRevoked() {
        AccessToken.Digest first = issue(KEFU);
        AccessToken.Digest second = issue(KEFU);
        AccessToken.Digest customer = issue(CUSTOMER);
        store().revokeAll(KEFU.id());
        assertThat(find(first)).isEmpty();
        assertThat(find(second)).isEmpty();
        assertThat(find(customer)).contains(CUSTOMER);
    }

    @Test
    void aRenewedLoginIsRevoked() {
        AccessToken.Digest token = issue(KEFU);
        for (int i = 0; i < 3; i++) {
            pass(LIFETIME.dividedBy(2));
            find(token);
        }
        store().revokeAll(KEFU.id());
        assertThat(find(token)).isEmpty();
    }

    @Test
    void aLoginThatLastsLongerThanALaterOneIsRevoked() {
        AccessToken.Digest lasting = issue(KEFU);
        store().issue(newToken(KEFU), KEFU, Duration.ofMinutes(1));
        pass(Duration.ofHours(1));
        store().revokeAll(KEFU.id());
        assertThat(find(lasting)).isEmpty();
    }

    @Test
    void aUserMayLogInAgainAfterARevocation() {
        issue(KEFU);
        store().revokeAll(KEFU.id());
        assertThat(find(issue(KEFU))).contains(KEFU);
    }

    @Test
    void allLoginsOfOneUserAreRenamed() {
        AccessToken.Digest first = issue(KEFU);
        AccessToken.Digest second = issue(KEFU);
        AccessToken.Digest customer = issue(CUSTOMER);
        store().rename(KEFU.id(), "小红");
        Principal renamed = new Principal(KEFU.id(), Role.KEFU, "小红");
        assertThat(find(first)).contains(renamed);
        assertThat(find(second)).contains(renamed);
        assertThat(find(customer)).contains(CUSTOMER);
    }

    @Test
    void renamingDoesNotRestoreAnEndedLogin() {
        AccessToken.Digest expired = issue(KEFU);
        pass(LIFETIME.dividedBy(2));
        AccessToken.Digest revoked = issue(KEFU);
        AccessToken.Digest left = issue(KEFU);
        store().revoke(revoked);
        pass(LIFETIME.dividedBy(2));
        store().rename(KEFU.id(), "小红");
        assertThat(find(expired)).isEmpty();
        assertThat(find(revoked)).isEmpty();
        assertThat(find(left)).isPresent();
    }

    /** Issues a new login of a user. */
    protected AccessToken.Digest issue(Principal principal) {
        AccessToken.Digest token = newToken(principal);
        store().issue(token, principal, LIFETIME);
        return token;
    }

    private AccessToken.Digest newToken(Principal principal) {
        return AccessToken.of(principal.id(), secrets.text(AccessToken.SECRET_LENGTH))
                .digest();
    }

    private Optional<Principal> find(AccessToken.Digest token) {
        return store().find(token).toCompletableFuture().join();
    }
}
