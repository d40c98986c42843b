package io.kefu.application.account;

import io.kefu.application.UseCase;
import io.kefu.application.session.port.OverdueSessions;
import io.kefu.application.user.port.PersonalData;
import io.kefu.application.user.port.UserStore;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.UserId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Erases the rest of the data of customers without an account, whom {@link FinishBlocking} has found. This is apart from it,
 * because the store of the files may be slow. The customers are only in memory, but the record of the blocking remains until
 * everything is erased, so that {@link FinishBlocking} finds them again. Thread-safe.
 */
@UseCase
public final class EraseRemains {
    private final UserStore users;
    private final OverdueSessions overdue;
    private final List<PersonalData> stores;
    private final Set<UserId> found = ConcurrentHashMap.newKeySet();

    public EraseRemains(UserStore users, OverdueSessions overdue, List<PersonalData> stores) {
        this.users = users;
        this.overdue = overdue;
        this.stores = List.copyOf(stores);
    }

    /** Adds a customer whose data the next call of {@link #erase} erases. Does not block. */
    void add(UserId customer) {
        found.add(customer);
    }

    /**
     * Erases the data of the customers who were found. Blocks. The others are erased even if one of them cannot be erased.
     *
     * @throws DomainException the last failure
     */
    public void erase() {
        @Nullable DomainException failure = null;
        for (UserId customer : List.copyOf(found)) {
            try {
                erase(customer);
            } catch (DomainException e) {
                failure = e;
            } finally {
                found.remove(customer);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void erase(UserId customer) {
        // Another node may have erased the data meanwhile, and the id may belong to a new user.
        if (users.find(customer).isEmpty()) {
            stores.forEach(store -> store.erase(customer, Role.CUSTOMER));
            overdue.finishBlocking(customer);
        }
    }
}
