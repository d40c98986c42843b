package io.kefu.rest.session;

import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.session.CloseSession;
import io.kefu.application.session.RateSession;
import io.kefu.application.session.TagSession;
import io.kefu.application.session.TakeSession;
import io.kefu.application.session.TransferSession;
import io.kefu.application.session.query.DescribeSessions;
import io.kefu.domain.session.Rating;
import io.kefu.domain.session.Session;
import io.kefu.domain.user.UserId;
import io.kefu.rest.docs.NeedsLogin;
import io.kefu.rest.path.PathIds;
import io.kefu.rest.security.RequiresOperation;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes, transfers, tags, closes and rates sessions. */
@Controller("/api/sessions/{session_id:" + PathIds.SEGMENT + "}")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "sessions")
class SessionActionController {
    private final CloseSession closeSession;
    private final TransferSession transferSession;
    private final TakeSession takeSession;
    private final RateSession rateSession;
    private final TagSession tagSession;
    private final DescribeSessions describe;
    private final SessionMapper mapper;

    SessionActionController(
            CloseSession closeSession,
            TransferSession transferSession,
            TakeSession takeSession,
            RateSession rateSession,
            TagSession tagSession,
            DescribeSessions describe,
            SessionMapper mapper) {
        this.closeSession = closeSession;
        this.transferSession = transferSession;
        this.takeSession = takeSession;
        this.rateSession = rateSession;
        this.tagSession = tagSession;
        this.describe = describe;
        this.mapper = mapper;
    }

    /**
     * 结束会话 / Closes a session. For customer (their own), kefu (those that they serve) and admin.
     *
     * @param sessionId the session
     * @param request the reason; may be left out
     * @return the closed session
     */
    @Post("/close")
    @RequiresOperation(Operation.CLOSE_SESSION)
    @NeedsLogin.WithBody
    @ApiResponse(responseCode = "404", ref = "#/components/responses/SessionNotFound")
    @ApiResponse(responseCode = "409", ref = "#/components/responses/SessionConflict")
    SessionResponse closeSession(
            @Parameter(hidden = true) Principal caller,
            @PathVariable("session_id") String sessionId,
            @Body @Valid @Nullable CloseSessionRequest request) {
        @Nullable String reason = request == null ? null : request.reason();
        return response(closeSession.close(caller, PathIds.session(sessionId), reason), caller);
    }

    /**
     * 转接会话 / Transfers a session to another kefu or back to the head of the queue. For kefu (those that they serve) and
     * admin.
     *
     * @param sessionId the session
     * @param request the kefu and a note; may be left out
     * @return the session after the transfer
     */
    @Post("/transfer")
    @RequiresOperation(Operation.TRANSFER_SESSION)
    @NeedsLogin.WithBody
    @ApiResponse(responseCode = "404", ref = "#/components/responses/SessionOrUserNotFound")
    @ApiResponse(responseCode = "409", ref = "#/components/responses/SessionConflict")
    SessionResponse transferSession(
            @Parameter(hidden = true) Principal caller,
            @PathVariable("session_id") String sessionId,
            @Body @Valid @Nullable TransferSessionRequest request) {
        TransferSessionRequest given = request == null ? new TransferSessionRequest(null, null) : request;
        @Nullable UserId to = given.to();
        return response(transferSession.transfer(caller, PathIds.session(sessionId), to, given.note()), caller);
    }

    /**
     * 接入会话 / Takes a session out of the queue, at any position; if several try, one gets it. For kefu and admin.
     *
     * @param sessionId the session
     * @return the session, which the caller serves
     */
    @Post("/take")
    @RequiresOperation(Operation.TAKE_SESSION)
    @NeedsLogin
    @ApiResponse(responseCode = "404", ref = "#/components/responses/SessionNotFound")
    @ApiResponse(responseCode = "409", ref = "#/components/responses/SessionConflict")
    SessionResponse takeSession(
            @Parameter(hidden = true) Principal caller, @PathVariable("session_id") String sessionId) {
        return response(takeSession.take(caller, PathIds.session(sessionId)), caller);
    }

    /**
     * 评价会话 / Rates a closed session once. For customer (their own).
     *
     * @param sessionId the session
     * @param request the rating
     * @return the session with its rating
     */
    @Post("/rating")
    @RequiresOperation(Operation.RATE_SESSION)
    @NeedsLogin.WithBody
    @ApiResponse(responseCode = "404", ref = "#/components/responses/SessionNotFound")
    @ApiResponse(responseCode = "409", ref = "#/components/responses/Conflict")
    SessionResponse rateSession(
            @Parameter(hidden = true) Principal caller,
            @PathVariable("session_id") String sessionId,
            @Body @Valid RateSessionRequest request) {
        Rating rating = request.rating();
        return response(rateSession.rate(caller, PathIds.session(sessionId), rating), caller);
    }

    /**
     * 设置会话标签 / Replaces the tags of a session, which may be closed. For kefu (sessions of customers whom they serve or
     * served) and admin.
     *
     * @param sessionId the session
     * @param request the tags; an empty list removes all
     * @return the session with its tags
     */
    @Put("/tags")
    @RequiresOperation(Operation.TAG_SESSION)
    @NeedsLogin.WithBody
    @ApiResponse(responseCode = "404", ref = "#/components/responses/SessionNotFound")
    SessionResponse tagSession(
            @Parameter(hidden = true) Principal caller,
            @PathVariable("session_id") String sessionId,
            @Body @Valid TagSessionRequest request) {
        TagSession.Command command = request.command();
        return response(tagSession.tag(caller, PathIds.session(sessionId), command), caller);
    }

    private SessionResponse response(Session session, Principal caller) {
        return mapper.response(describe.describe(List.of(session)).getFirst(), caller);
    }
}
