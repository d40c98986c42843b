package io.kefu.application.user.testing;

import io.kefu.application.user.port.UserStore;

class InMemoryUserStoreTest extends UserStoreContract {
    private final UserStore store = new InMemoryUserStore();

    @Override
    protected UserStore store() {
        return store;
    }
}
