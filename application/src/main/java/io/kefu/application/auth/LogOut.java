package io.kefu.application.auth;

import io.kefu.application.access.AccessToken;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.access.port.TokenStore;

/** Ends one login; the user's others go on. */
public final class LogOut {
    private final TokenStore tokens;

    public LogOut(TokenStore tokens) {
        this.tokens = tokens;
    }

    /** Ends the login that the caller shows. */
    public void logOut(Principal caller, AccessToken token) {
        Operation.LOG_OUT.requireAllowed(caller);
        tokens.revoke(token.digest());
    }
}
