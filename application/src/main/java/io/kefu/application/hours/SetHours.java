package io.kefu.application.hours;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.audit.port.AuditLog;
import io.kefu.application.audit.port.AuditLog.Act;
import io.kefu.application.audit.port.AuditLog.Action;
import io.kefu.application.hours.port.Hours;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.error.Violation;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.hours.WorkingHours;
import java.util.OptionalLong;

/** Replaces the working hours. If the service opens by that, the next sweep assigns the waiting sessions. */
@UseCase
public final class SetHours {
    private final Hours hours;
    private final AuditLog audit;

    public SetHours(Hours hours, AuditLog audit) {
        this.hours = hours;
        this.audit = audit;
    }

    /**
     * Replaces the hours. Blocks.
     *
     * @param known the version that the caller has read; empty to replace any
     * @throws DomainException {@link ErrorCode#CONFLICT} if the hours have another version
     */
    public Hours.Versioned set(Principal caller, WorkingHours wanted, OptionalLong known) {
        Operation.SET_HOURS.requireAllowed(caller);
        return audit.record(
                Act.of(caller, Action.HOURS_CHANGED, ""),
                () -> hours.replace(wanted, known)
                        .orElseThrow(
                                () -> DomainException.of(ErrorCode.CONFLICT, Violation.of("version", Reason.GONE))));
    }
}
