package io.kefu.application.user;

import io.kefu.application.access.Operation;
import io.kefu.application.access.Passwords;
import io.kefu.application.access.Principal;
import io.kefu.application.access.port.TokenStore;
import io.kefu.application.user.port.PasswordHasher;
import io.kefu.application.user.port.UserStore;
import io.kefu.application.user.port.UserStore.Credentials;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.error.Violation;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.user.Metadata;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import org.jspecify.annotations.Nullable;

/** Changes what a user may change of themselves, or a kefu of a customer. What is not given stays. */
public final class UpdateUser {
    private final UserStore users;
    private final PasswordHasher passwords;
    private final TokenStore tokens;

    public UpdateUser(UserStore users, PasswordHasher passwords, TokenStore tokens) {
        this.users = users;
        this.passwords = passwords;
        this.tokens = tokens;
    }

    /**
     * Changes the user and returns it as it now is. A new password ends all of the user's logins.
     *
     * @throws DomainException {@link ErrorCode#USER_NOT_FOUND} for one that is not there or that the caller may not see,
     *     {@link ErrorCode#FORBIDDEN} for another's password or a wrong old one
     */
    public User update(Principal caller, UserId id, Command command) {
        Operation.UPDATE_USER.requireAllowed(caller);
        User user = Visibility.find(users, caller, id);
        @Nullable String password = command.password();
        @Nullable String hash = password == null ? null : newHash(caller, user, password, command.oldPassword());
        User changed = new User(
                user.id(),
                command.username() == null ? user.username() : command.username(),
                command.email() == null ? user.email() : command.email(),
                user.role(),
                command.metadata() == null ? user.metadata() : command.metadata(),
                user.createdAt(),
                user.lastActive(),
                user.disabled(),
                user.service());
        if (!users.update(changed, hash)) {
            throw DomainException.of(ErrorCode.USER_NOT_FOUND);
        }
        if (hash != null) {
            tokens.revokeAll(id);
        } else if (!changed.username().equals(user.username())) {
            tokens.rename(id, changed.username());
        }
        return changed;
    }

    private String newHash(Principal caller, User user, String password, @Nullable String oldPassword) {
        if (!caller.is(user.id()) || !user.role().isStaff()) {
            throw DomainException.of(ErrorCode.FORBIDDEN, Violation.of("password", Reason.NOT_ALLOWED));
        }
        Passwords.requireChoosable("password", password);
        boolean matches = users.credentials(user.id())
                .flatMap(Credentials::passwordHash)
                .map(known -> passwords.matches(oldPassword == null ? "" : oldPassword, known))
                .orElse(false);
        if (!matches) {
            throw DomainException.of(ErrorCode.FORBIDDEN, Violation.of("old_password", Reason.INVALID));
        }
        return passwords.hash(password);
    }

    /** What to change; null for what stays. */
    public record Command(
            @Nullable String username,
            @Nullable String email,
            @Nullable Metadata metadata,
            @Nullable String password,
            @Nullable String oldPassword) {}
}
