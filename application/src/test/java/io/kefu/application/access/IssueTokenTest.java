package io.kefu.application.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.access.IssueToken.Lifetimes;
import io.kefu.application.access.testing.CountingSecrets;
import io.kefu.application.access.testing.InMemoryTokenStore;
import io.kefu.application.testing.TestClock;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.UserId;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IssueTokenTest {
    private final TestClock clock = TestClock.atNoon();
    private final InMemoryTokenStore tokens = new InMemoryTokenStore(clock);
    private final IssueToken issueToken = new IssueToken(
            tokens, new CountingSecrets(), clock, new Lifetimes(Duration.ofHours(24), Duration.ofDays(30)));

    @ParameterizedTest
    @CsvSource({"KEFU, PT24H", "ADMIN, PT24H", "CUSTOMER, PT720H"})
    void anIssuedTokenIsValidUntilTheTimeThatIsReturned(Role role, Duration lifetime) {
        Principal principal = new Principal(new UserId("a"), role, "A");
        IssueToken.Issued issued = issueToken.issue(principal);
        assertThat(issued.expiresAt()).isEqualTo(clock.instant().plus(lifetime));
        clock.advance(lifetime.minusMillis(1));
        assertThat(tokens.find(issued.token().digest()).toCompletableFuture().join())
                .contains(principal);
        clock.advance(lifetime);
        assertThat(tokens.find(issued.token().digest()).toCompletableFuture().join())
                .isEmpty();
    }
}
