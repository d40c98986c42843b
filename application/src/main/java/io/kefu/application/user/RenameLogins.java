package io.kefu.application.user;

import io.kefu.application.UseCase;
import io.kefu.application.access.port.TokenStore;
import io.kefu.application.user.port.UserStore;
import io.kefu.domain.user.User;

/** Keeps the name that a user's logins and open sockets carry the same as the name in the user's record. */
@UseCase
public final class RenameLogins {
    private final UserStore users;
    private final TokenStore tokens;

    public RenameLogins(UserStore users, TokenStore tokens) {
        this.users = users;
        this.tokens = tokens;
    }

    /**
     * Sets the name of this record in the user's logins. Reads the record again afterwards and repeats the step until the
     * name is the same, because another call may have changed the record at the same time. Blocks.
     */
    public void rename(User user) {
        User named = user;
        boolean isCurrent = false;
        while (!isCurrent) {
            String name = named.username();
            tokens.rename(named.id(), name);
            named = users.find(named.id()).orElse(named);
            isCurrent = named.username().equals(name);
        }
    }
}
