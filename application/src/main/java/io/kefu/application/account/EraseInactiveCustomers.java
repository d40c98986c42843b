package io.kefu.application.account;

import io.kefu.application.UseCase;
import io.kefu.application.user.port.UserStore;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Erases anonymous customers who have been inactive for long. */
@UseCase
public final class EraseInactiveCustomers {
    /** How many customers one call erases at most. */
    private static final int BATCH = 100;

    private final UserStore users;
    private final Erasure erasure;
    private final InstantSource clock;
    private final Duration after;

    public EraseInactiveCustomers(UserStore users, Erasure erasure, InstantSource clock, Rules rules) {
        this.users = users;
        this.erasure = erasure;
        this.clock = clock;
        this.after = rules.after();
    }

    /**
     * Erases up to {@value #BATCH} customers. Blocks. The others are erased even if one of them cannot be erased.
     *
     * @throws DomainException the last failure
     */
    public void erase() {
        if (after.isZero()) {
            return;
        }
        List<UserId> inactive = users.inactiveAnonymous(clock.instant().minus(after), BATCH);
        @Nullable DomainException failure = null;
        for (User user : users.findAll(inactive).values()) {
            try {
                erasure.erase(user);
            } catch (DomainException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /**
     * When anonymous customers are erased.
     *
     * @param after how long a customer must have been inactive; zero keeps all customers
     */
    public record Rules(Duration after) {}
}
