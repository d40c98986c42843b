package io.kefu.application.presence;

import io.kefu.application.UseCase;
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

/** Reads the status and the load of kefu and admins, so that a caller can choose one to transfer a session to. */
@UseCase
public final class ListWorkloads {
    private final Presence presence;
    private final Desk desk;
    private final InstantSource clock;

    public ListWorkloads(Presence presence, Desk desk, InstantSource clock) {
        this.presence = presence;
        this.desk = desk;
        this.clock = clock;
    }

    /** Returns the workload of each kefu and admin among the users; customers are left out. Blocks; at most two round trips. */
    public Map<UserId, Workload> list(Principal caller, Collection<User> users) {
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
        Map<UserId, Workload> workloads = new HashMap<>();
        staff.forEach(kefu -> workloads.put(
                kefu, new Workload(statuses.getOrDefault(kefu, KefuStatus.OFFLINE), loads.getOrDefault(kefu, 0))));
        return workloads;
    }

    /** The present status of a kefu or admin, and the number of sessions that they serve. */
    public record Workload(KefuStatus status, int openSessions) {}
}
