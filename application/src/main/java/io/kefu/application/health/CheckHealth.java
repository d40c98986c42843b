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

    /** Returns the health of the node. Blocks for about half a second at most. */
    public Health check() {
        return new Health(store.state());
    }

    /**
     * The node's health.
     *
     * @param state the state of the store
     */
    public record Health(StoreHealth.State state) {
        /** Whether the node can do its work without risk to the data. */
        public boolean isHealthy() {
            return state == StoreHealth.State.WRITABLE;
        }

        /** Whether the store accepts writes. */
        public boolean store() {
            return state != StoreHealth.State.UNAVAILABLE;
        }
    }
}
