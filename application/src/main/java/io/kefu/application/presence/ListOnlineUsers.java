package io.kefu.application.presence;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.application.presence.port.Presence;
import io.kefu.application.user.port.UserStore;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Lists all users who are online, the one who came online last first. */
@UseCase
public final class ListOnlineUsers {
    private final Presence presence;
    private final UserStore users;
    private final InstantSource clock;

    public ListOnlineUsers(Presence presence, UserStore users, InstantSource clock) {
        this.presence = presence;
        this.users = users;
        this.clock = clock;
    }

    /** Returns a page of the users, with the exact total. Blocks; two round trips. */
    public Page<User> list(Principal caller, PageRequest request) {
        Operation.LIST_ONLINE_USERS.requireAllowed(caller);
        Page<UserId> page = presence.online(request, clock.instant());
        Map<UserId, User> found = users.findAll(page.items());
        List<User> items =
                page.items().stream().map(found::get).filter(Objects::nonNull).toList();
        return new Page<>(items, page.total());
    }
}
