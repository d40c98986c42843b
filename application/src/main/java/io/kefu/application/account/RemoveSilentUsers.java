package io.kefu.application.account;

import io.kefu.application.UseCase;
import io.kefu.application.access.port.TokenStore;
import io.kefu.application.concurrent.port.DelayedExecutor;
import io.kefu.application.presence.port.Presence;
import io.kefu.application.session.CloseBlockedSession;
import io.kefu.application.session.ReleaseKefu;
import io.kefu.application.session.port.OverdueSessions;
import io.kefu.application.user.port.PersonalData;
import io.kefu.application.user.port.UserStore;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Forgets customers whom nobody vouches for and who have not been seen for long, with all that is theirs. */
@UseCase
public final class RemoveSilentUsers {
    /** How many at a time; what is left comes next. */
    private static final int BATCH = 100;

    private final UserStore users;
    private final Erasure erasure;
    private final InstantSource clock;
    private final Duration after;

    public RemoveSilentUsers(
            UserStore users,
            TokenStore tokens,
            Presence presence,
            OverdueSessions overdue,
            CloseBlockedSession closeBlockedSession,
            ReleaseKefu releaseKefu,
            List<PersonalData> stores,
            DelayedExecutor later,
            InstantSource clock,
            Rules rules) {
        this.users = users;
        this.erasure =
                new Erasure(users, tokens, presence, overdue, closeBlockedSession, releaseKefu, stores, later, clock);
        this.clock = clock;
        this.after = rules.after();
    }

    /**
     * Forgets some of them. Blocks. One who cannot be forgotten now is no reason to keep the others.
     *
     * @throws DomainException what the last of those was refused with
     */
    public void remove() {
        if (after.isZero()) {
            return;
        }
        List<UserId> silent = users.silent(clock.instant().minus(after), BATCH);
        @Nullable DomainException refusal = null;
        for (User user : users.findAll(silent).values()) {
            try {
                erasure.erase(user);
            } catch (DomainException e) {
                refusal = e;
            }
        }
        if (refusal != null) {
            throw refusal;
        }
    }

    /**
     * Limits of silence.
     *
     * @param after how long an anonymous customer must have been silent; zero keeps all of them
     */
    public record Rules(Duration after) {}
}
