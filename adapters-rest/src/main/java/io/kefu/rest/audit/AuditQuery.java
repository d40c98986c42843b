package io.kefu.rest.audit;

import io.kefu.application.audit.port.AuditLog.Action;
import io.kefu.application.audit.port.AuditLog.Filter;
import io.kefu.domain.user.UserId;
import io.kefu.rest.json.CodePoints;
import io.kefu.rest.json.Words;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.QueryValue;
import io.swagger.v3.oas.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** The query parameters that choose entries of the audit log. */
@Introspected
record AuditQuery(
        @QueryValue("actor") @Parameter(description = "操作者 / Only actions of this user") @Nullable
        String actor,

        @QueryValue("action") @Parameter(description = "操作 / Only this action, for example login_failed") @Nullable
        String action,

        @QueryValue("target")
        @Parameter(description = "对象 / Only actions on this user, network, session, file or reply")
        @CodePoints(max = 128)
        @Nullable
        String target) {

    /** The filter that the use case takes. */
    Filter filter() {
        return new Filter(
                actor == null ? null : UserId.of("actor", actor),
                Words.readIfGiven("action", action, Action::ofWord),
                target == null ? "" : target);
    }
}
