package io.kefu.rest.audit;

import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.audit.ReadAuditLog;
import io.kefu.rest.docs.NeedsLogin;
import io.kefu.rest.page.PageQuery;
import io.kefu.rest.page.TimesQuery;
import io.kefu.rest.security.RequiresOperation;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;

/** Shows the audit log. */
@Controller("/api/audit")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "audit")
class AuditController {
    private final ReadAuditLog readAuditLog;
    private final AuditMapper mapper;

    AuditController(ReadAuditLog readAuditLog, AuditMapper mapper) {
        this.readAuditLog = readAuditLog;
        this.mapper = mapper;
    }

    /**
     * 审计日志 / Lists who did what, when and from which address, newest first. For admin.
     *
     * @param query which entries
     * @param times when it was done
     * @param page the page of the list
     * @return a page of entries
     */
    @Get
    @RequiresOperation(Operation.READ_AUDIT)
    @NeedsLogin
    AuditResponse readAuditLog(
            @Parameter(hidden = true) Principal caller,
            @Valid @RequestBean AuditQuery query,
            @Valid @RequestBean TimesQuery times,
            @Valid @RequestBean PageQuery page) {
        return mapper.list(readAuditLog.read(caller, query.filter(), times.range(), page.request()), page);
    }
}
