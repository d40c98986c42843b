package io.kefu.application.audit.testing;

import io.kefu.application.audit.port.AuditLog;
import io.kefu.application.testing.TestClock;

class InMemoryAuditLogTest extends AuditLogContract {
    @Override
    protected AuditLog create(TestClock clock) {
        return new InMemoryAuditLog(clock);
    }
}
