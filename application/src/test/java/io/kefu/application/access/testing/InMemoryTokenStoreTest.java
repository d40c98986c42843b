package io.kefu.application.access.testing;

import io.kefu.application.access.port.TokenStore;
import io.kefu.application.testing.TestClock;
import java.time.Duration;

class InMemoryTokenStoreTest extends TokenStoreContract {
    private final TestClock clock = TestClock.atNoon();
    private final TokenStore store = new InMemoryTokenStore(clock);

    @Override
    protected TokenStore store() {
        return store;
    }

    @Override
    protected void pass(Duration duration) {
        clock.advance(duration);
    }
}
