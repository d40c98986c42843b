package io.kefu.application.user;

import io.kefu.application.UseCase;
import io.kefu.application.access.Passwords;
import io.kefu.application.access.Principal;
import io.kefu.application.access.port.Secrets;
import io.kefu.application.user.port.PasswordHasher;
import io.kefu.application.user.port.UserStore;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.user.Metadata;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Makes a user: a customer for anyone, a kefu or admin for an admin. */
@UseCase
public final class CreateUser {
    private static final int MADE_ID_LENGTH = 16;

    private final UserStore users;
    private final PasswordHasher passwords;
    private final Secrets secrets;
    private final InstantSource clock;

    public CreateUser(UserStore users, PasswordHasher passwords, Secrets secrets, InstantSource clock) {
        this.users = users;
        this.passwords = passwords;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * Makes a user.
     *
     * @param caller null when nobody is logged in
     * @throws DomainException {@link ErrorCode#FORBIDDEN} for a type that the caller may not make, {@link
     *     ErrorCode#CONFLICT} for an id that is taken, or was until a minute ago
     */
    public User create(@Nullable Principal caller, Command command) {
        CreationRights.require(caller, command.role());
        UserId id = command.id() != null ? command.id() : new UserId("user_" + secrets.text(MADE_ID_LENGTH));
        String name = command.username() != null ? command.username() : User.nameFor(id);
        Instant now = clock.instant();
        User user = new User(
                id, name, command.email(), command.role(), command.metadata(), now, now, false, command.service());
        @Nullable String hash = command.password() == null ? null : passwords.hash(command.password());
        if (!users.create(user, hash)) {
            throw DomainException.of(ErrorCode.CONFLICT);
        }
        return user;
    }

    /**
     * A user to make.
     *
     * @param id null to have one made
     * @param username null for the id
     * @param password a kefu's or admin's, and only theirs
     */
    public record Command(
            @Nullable UserId id,
            @Nullable String username,
            @Nullable String email,
            Role role,
            @Nullable Metadata metadata,
            @Nullable String password,
            User.Service service) {
        public Command {
            if (role.isStaff() && password == null) {
                throw DomainException.invalid("password", Reason.REQUIRED);
            }
            if (!role.isStaff() && password != null) {
                throw DomainException.invalid("password", Reason.NOT_ALLOWED);
            }
            if (password != null) {
                Passwords.requireChoosable("password", password);
            }
        }
    }
}
