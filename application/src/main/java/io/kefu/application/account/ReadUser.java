package io.kefu.application.account;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.presence.port.Presence;
import io.kefu.application.user.Visibility;
import io.kefu.application.user.port.UserStore;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.presence.KefuStatus;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.time.InstantSource;
import java.util.List;

/** Reads one user. */
@UseCase
public final class ReadUser {
    private final UserStore users;
    private final Presence presence;
    private final InstantSource clock;

    public ReadUser(UserStore users, Presence presence, InstantSource clock) {
        this.users = users;
        this.presence = presence;
        this.clock = clock;
    }

    /**
     * Reads the user with this id. A kefu who reads a colleague gets a {@link VisibleUser.Card}; every other permitted caller
     * gets {@link VisibleUser.Full}, as {@link Visibility} decides.
     *
     * @throws DomainException {@link ErrorCode#USER_NOT_FOUND} for a user who does not exist or whom the caller may not
     *     see
     */
    public VisibleUser read(Principal caller, UserId id) {
        Operation.READ_USER.requireAllowed(caller);
        if (caller.role() != Role.KEFU || caller.is(id)) {
            return new VisibleUser.Full(Visibility.find(users, caller, id));
        }
        User user = users.find(id).orElseThrow(() -> DomainException.of(ErrorCode.USER_NOT_FOUND));
        if (!user.role().isStaff()) {
            return new VisibleUser.Full(user);
        }
        KefuStatus status = presence.statuses(List.of(id), clock.instant()).getOrDefault(id, KefuStatus.OFFLINE);
        return new VisibleUser.Card(user.id(), user.username(), user.role(), status);
    }

    /** The part of a user that a caller may see. */
    public sealed interface VisibleUser {
        /** The complete user. */
        record Full(User user) implements VisibleUser {}

        /** The part of a colleague that kefu may see. */
        record Card(UserId id, String username, Role role, KefuStatus status) implements VisibleUser {}
    }
}
