package io.kefu.application.auth.port;

import io.kefu.domain.user.UserId;

/** Remembers from where users have logged in, for 30 days. Blocks. */
public interface KnownAddresses {

    /** Remembers that a user logged in from an address. */
    void remember(UserId user, String address);

    /** Whether a user logged in from an address lately. */
    boolean isKnown(UserId user, String address);
}
