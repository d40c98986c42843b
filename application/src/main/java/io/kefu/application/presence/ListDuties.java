package io.kefu.application.presence;

import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.presence.port.Presence;
import io.kefu.application.session.port.Desk;
import io.kefu.domain.presence.KefuStatus;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tells of kefu and admins what they are doing, for whoever looks for somebody to pass a session on to. */
public final class ListDuties {
    private final Presence presence;
    private final Desk desk;
    private final InstantSource clock;

    public ListDuties(Presence presence, Desk desk, InstantSource clock) {
        this.presence = presence;
        this.desk = desk;
        this.clock = clock;
    }

    /** What each of those among these users who may serve is doing; nothing of customers. Blocks; two round trips at most. */
    public Map<UserId, Duty> list(Principal caller, Collection<User> users) {
        Operation.LIST_USERS.requireAllowed(caller);
        List<UserId> staff = users.stream()
                .filter(user -> user.role().isStaff())
                .map(User::id)
                .toList();
        if (staff.isEmpty()) {
            return Map.of();
        }
        Map<UserId, KefuStatus> statuses = presence.statuses(staff, clock.instant());
        Map<UserId, Integer> loads = desk.loads(staff);
        Map<UserId, Duty> duties = new HashMap<>();
        staff.forEach(kefu -> duties.put(
                kefu, new Duty(statuses.getOrDefault(kefu, KefuStatus.OFFLINE), loads.getOrDefault(kefu, 0))));
        return duties;
    }

    /** What somebody is doing, and how many sessions they serve. */
    public record Duty(KefuStatus status, int openSessions) {}
}
