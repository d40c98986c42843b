package io.kefu.application.audit;

import io.kefu.application.UseCase;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.audit.port.AuditLog;
import io.kefu.application.audit.port.AuditLog.Entry;
import io.kefu.application.audit.port.AuditLog.Filter;
import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.application.page.TimeRange;

/** Lists what users did, newest first. */
@UseCase
public final class ReadAuditLog {
    private final AuditLog audit;

    public ReadAuditLog(AuditLog audit) {
        this.audit = audit;
    }

    /** A page of the entries that fit a filter, with the exact total. */
    public Page<Entry> read(Principal caller, Filter filter, TimeRange times, PageRequest page) {
        Operation.READ_AUDIT.requireAllowed(caller);
        return audit.list(filter, times, page);
    }
}
