package io.kefu.application.auth.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.auth.port.KnownAddresses;
import io.kefu.application.testing.TestClock;
import io.kefu.domain.user.UserId;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of {@link KnownAddresses}. */
public abstract class KnownAddressesContract {
    private static final UserId KEFU = new UserId("kefu001");
    private static final UserId OTHER = new UserId("kefu002");
    private static final String HOME = "203.0.113.7";
    private static final String OFFICE = "2001:db8::7";

    private final TestClock clock = TestClock.atNoon();
    private KnownAddresses addresses = new InMemoryKnownAddresses(clock);

    /** Creates an empty store. */
    protected abstract KnownAddresses create(TestClock clock);

    @BeforeEach
    void createStore() {
        addresses = create(clock);
    }

    @Test
    void noAddressIsKnownAtFirst() {
        assertThat(addresses.isKnown(KEFU, HOME)).isFalse();
    }

    @Test
    void theAddressOfALoginIsKnown() {
        addresses.remember(KEFU, HOME);
        addresses.remember(KEFU, OFFICE);
        assertThat(addresses.isKnown(KEFU, HOME)).isTrue();
        assertThat(addresses.isKnown(KEFU, OFFICE)).isTrue();
    }

    @Test
    void addressesAreKnownPerUser() {
        addresses.remember(KEFU, HOME);
        assertThat(addresses.isKnown(OTHER, HOME)).isFalse();
        assertThat(addresses.isKnown(KEFU, OFFICE)).isFalse();
    }

    @Test
    void anAddressIsForgottenAfter30Days() {
        addresses.remember(KEFU, HOME);
        clock.advance(Duration.ofDays(30).minusSeconds(1));
        assertThat(addresses.isKnown(KEFU, HOME)).isTrue();
        clock.advance(Duration.ofSeconds(1));
        assertThat(addresses.isKnown(KEFU, HOME)).isFalse();
    }

    @Test
    void aNewLoginRestartsThe30Days() {
        addresses.remember(KEFU, HOME);
        clock.advance(Duration.ofDays(20));
        addresses.remember(KEFU, HOME);
        clock.advance(Duration.ofDays(20));
        assertThat(addresses.isKnown(KEFU, HOME)).isTrue();
    }

    @Test
    void aLoginDoesNotRenewOtherAddresses() {
        addresses.remember(KEFU, HOME);
        clock.advance(Duration.ofDays(20));
        addresses.remember(KEFU, OFFICE);
        clock.advance(Duration.ofDays(20));
        assertThat(addresses.isKnown(KEFU, HOME)).isFalse();
        assertThat(addresses.isKnown(KEFU, OFFICE)).isTrue();
    }
}
