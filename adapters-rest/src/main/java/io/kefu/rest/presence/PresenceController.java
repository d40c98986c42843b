package io.kefu.rest.presence;

import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.presence.ExplainPresence;
import io.kefu.rest.docs.NeedsLogin;
import io.kefu.rest.path.PathIds;
import io.kefu.rest.security.RequiresOperation;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

/** Explains presence. */
@Controller("/api/users")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "users")
class PresenceController {
    private final ExplainPresence explainPresence;

    PresenceController(ExplainPresence explainPresence) {
        this.explainPresence = explainPresence;
    }

    /**
     * 在线状态说明 / Explains why a user counts as online or not. For kefu (themselves and customers whom they serve) and admin.
     *
     * @param userId the user
     * @return the presence
     */
    @Get("/{user_id:" + PathIds.SEGMENT + "}/presence")
    @RequiresOperation(Operation.EXPLAIN_PRESENCE)
    @NeedsLogin
    @ApiResponse(responseCode = "404", ref = "#/components/responses/UserNotFound")
    PresenceResponse explainPresence(
            @Parameter(hidden = true) Principal caller, @PathVariable("user_id") String userId) {
        return PresenceResponse.of(explainPresence.explain(caller, PathIds.user(userId)));
    }
}
