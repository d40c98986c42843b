package io.kefu.application.auth.port;

import io.kefu.domain.user.UserId;

/** Remembers for 30 days from which addresses users have logged in. Every method blocks. */
public interface KnownAddresses {

    /** Records a login of a user from an address. */
    void remember(UserId user, String address);

    /** Whether the user has logged in from the address within the last 30 days. */
    boolean isKnown(UserId user, String address);
}
