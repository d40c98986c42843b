package io.kefu.application.auth.testing;

import io.kefu.application.auth.port.KnownAddresses;
import io.kefu.application.testing.TestClock;

class InMemoryKnownAddressesTest extends KnownAddressesContract {
    @Override
    protected KnownAddresses create(TestClock clock) {
        return new InMemoryKnownAddresses(clock);
    }
}
