package io.kefu.application.health;

import io.kefu.application.UseCase;
import io.kefu.application.health.port.StoreHealth;

/** Tells whether this node can do its work. Anyone may ask. */
@UseCase
public final class CheckHealth {
    private final StoreHealth store;

    public CheckHealth(StoreHealth store) {
        this.store = store;
    }

    /** Returns the state of the store. The node is healthy if it is {@code WRITABLE}. Blocks for about half a second at most. */
    public StoreHealth.State check() {
        return store.state();
    }
}
