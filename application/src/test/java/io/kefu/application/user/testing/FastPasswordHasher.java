package io.kefu.application.user.testing;

import io.kefu.application.user.port.PasswordHasher;
import java.util.ArrayList;
import java.util.List;

/** A fast hasher that records the hashes that it checked. */
public final class FastPasswordHasher implements PasswordHasher {
    private static final String PREFIX = "hash of ";
    private static final String UNKNOWN = "hash of what nobody knows \0";

    private final List<String> checked = new ArrayList<>();
    private Runnable meanwhile = () -> {};

    /** Runs an event while the next password is checked. */
    public synchronized void meanwhile(Runnable event) {
        meanwhile = event;
    }

    @Override
    public String hash(String password) {
        return PREFIX + password;
    }

    @Override
    public synchronized boolean matches(String password, String hash) {
        checked.add(hash);
        Runnable event = meanwhile;
        meanwhile = () -> {};
        event.run();
        return hash.equals(PREFIX + password);
    }

    @Override
    public String unknown() {
        return UNKNOWN;
    }

    /** The hashes that passwords were checked against, in order. */
    public synchronized List<String> checked() {
        return List.copyOf(checked);
    }
}
