package io.kefu.application.account;

import io.kefu.application.access.Principal;
import io.kefu.application.audit.port.AuditLog.Act;
import io.kefu.application.audit.port.AuditLog.Action;
import io.kefu.domain.user.User;
import java.util.ArrayList;
import java.util.List;

/** Finds the changes of a user that the audit log records. */
final class RecordedChanges {
    private RecordedChanges() {}

    /**
     * The acts that make one user of the other.
     *
     * @param hasNewPassword whether the password changes as well
     */
    static List<Act> between(Principal caller, User former, User changed, boolean hasNewPassword) {
        List<Act> acts = new ArrayList<>();
        String target = former.id().value();
        if (hasNewPassword) {
            acts.add(Act.of(caller, Action.PASSWORD_CHANGED, target));
        }
        if (former.role() != changed.role()) {
            acts.add(Act.of(caller, Action.ROLE_CHANGED, target)
                    .with("from", former.role().word())
                    .with("to", changed.role().word()));
        }
        if (!former.service().equals(changed.service())) {
            acts.add(Act.of(caller, Action.LIMITS_CHANGED, target)
                    .with("max_sessions", changed.service().maxSessions())
                    .with("skills", skills(changed)));
        }
        if (former.disabled() != changed.disabled()) {
            acts.add(Act.of(caller, changed.disabled() ? Action.USER_DISABLED : Action.USER_ENABLED, target));
        }
        return acts;
    }

    private static String skills(User user) {
        return String.join(" ", user.service().skills().stream().sorted().toList());
    }
}
