package io.kefu.application.health;

import io.kefu.application.health.port.StoreHealth;

/** Says whether this node can do its work. Anyone may ask. */
public final class CheckHealth {
    private final StoreHealth store;

    public CheckHealth(StoreHealth store) {
        this.store = store;
    }

    /** Looks, within half a second. */
    public Health check() {
        return new Health(store.answers());
    }

    /**
     * How the node is.
     *
     * @param store whether the store answers
     */
    public record Health(boolean store) {
        /** Whether the node can do its work. */
        public boolean isHealthy() {
            return store;
        }
    }
}
