package io.kefu.application.user;

import io.kefu.application.UseCase;
import io.kefu.application.access.Passwords;
import io.kefu.application.access.Principal;
import io.kefu.application.access.port.Secrets;
import io.kefu.application.audit.port.AuditLog;
import io.kefu.application.audit.port.AuditLog.Act;
import io.kefu.application.audit.port.AuditLog.Action;
import io.kefu.application.user.port.PasswordHasher;
import io.kefu.application.user.port.UserStore;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.user.Profile;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Creates a user. Anyone may create a customer; only an admin may create a kefu or admin. */
@UseCase
public final class CreateUser {
    private static final int GENERATED_ID_LENGTH = 16;

    private final UserStore users;
    private final PasswordHasher passwords;
    private final Secrets secrets;
    private final AuditLog audit;
    private final InstantSource clock;

    public CreateUser(UserStore users, PasswordHasher passwords, Secrets secrets, AuditLog audit, InstantSource clock) {
        this.users = users;
        this.passwords = passwords;
        this.secrets = secrets;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Creates the user.
     *
     * @param caller null for a call without a login
     * @throws DomainException {@link ErrorCode#FORBIDDEN} for a role that the caller may not create, {@link
     *     ErrorCode#CONFLICT} for an id that is taken or whose user was deleted less than {@link UserStore#REST} ago
     */
    public User create(@Nullable Principal caller, Command command) {
        CreationRights.require(caller, command.role());
        UserId id = command.id() != null ? command.id() : new UserId("user_" + secrets.text(GENERATED_ID_LENGTH));
        Profile profile = command.profile().apply(Profile.of(id));
        User user = User.created(id, command.role(), profile, command.service(), clock.instant());
        @Nullable String hash = command.password() == null ? null : passwords.hash(command.password());
        List<Act> acts = caller == null || !user.role().isStaff()
                ? List.of()
                : List.of(Act.of(caller, Action.USER_CREATED, id.value())
                        .with("user_type", user.role().word()));
        return audit.record(acts, () -> create(user, Optional.ofNullable(hash)));
    }

    private User create(User user, Optional<String> passwordHash) {
        if (!users.create(user, passwordHash)) {
            throw DomainException.of(ErrorCode.CONFLICT);
        }
        return user;
    }

    /**
     * A user to create.
     *
     * @param id null to generate an id
     * @param profile completes the profile of a user who is named after the id
     * @param password required for a kefu or admin, not allowed for a customer
     */
    public record Command(
            @Nullable UserId id,
            Role role,
            UnaryOperator<Profile> profile,
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
