package io.kefu.rest.session;

import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.inbox.ListActiveSessions;
import io.kefu.application.inbox.ListWaitingSessions;
import io.kefu.application.session.OpenSession;
import io.kefu.application.session.query.DescribeSessions;
import io.kefu.application.session.query.ListAllSessions;
import io.kefu.application.session.query.ListSessions;
import io.kefu.application.session.query.ReadSession;
import io.kefu.domain.session.SessionState;
import io.kefu.rest.docs.NeedsLogin;
import io.kefu.rest.json.ValueMapper;
import io.kefu.rest.json.Words;
import io.kefu.rest.page.PageQuery;
import io.kefu.rest.page.TimesQuery;
import io.kefu.rest.path.PathIds;
import io.kefu.rest.security.RequiresOperation;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens, shows and lists sessions. */
@Controller("/api/sessions")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "sessions")
class SessionController {
    private final OpenSession openSession;
    private final ReadSession readSession;
    private final ListAllSessions listAllSessions;
    private final ListSessions listSessions;
    private final ListActiveSessions listActiveSessions;
    private final ListWaitingSessions listWaitingSessions;
    private final DescribeSessions describe;
    private final SessionMapper mapper;
    private final ValueMapper values;

    SessionController(
            OpenSession openSession,
            ReadSession readSession,
            ListAllSessions listAllSessions,
            ListSessions listSessions,
            ListActiveSessions listActiveSessions,
            ListWaitingSessions listWaitingSessions,
            DescribeSessions describe,
            SessionMapper mapper,
            ValueMapper values) {
        this.openSession = openSession;
        this.readSession = readSession;
        this.listAllSessions = listAllSessions;
        this.listSessions = listSessions;
        this.listActiveSessions = listActiveSessions;
        this.listWaitingSessions = listWaitingSessions;
        this.describe = describe;
        this.mapper = mapper;
        this.values = values;
    }

    /**
     * 创建会话 / Opens a session for a customer, or returns the open one. For customer (themselves), kefu (who then serve it)
     * and admin.
     *
     * @param request the session to open
     * @return the customer's open session
     */
    @Post
    @RequiresOperation(Operation.OPEN_SESSION)
    @NeedsLogin.WithBody
    @ApiResponse(
            responseCode = "200",
            useReturnTypeSchema = true,
            description = "已有会话 / The customer had an open session")
    @ApiResponse(responseCode = "201", useReturnTypeSchema = true, description = "已创建 / The session is new")
    @ApiResponse(responseCode = "404", ref = "#/components/responses/UserNotFound")
    @ApiResponse(responseCode = "409", ref = "#/components/responses/SessionConflict")
    HttpResponse<SessionResponse> openSession(
            @Parameter(hidden = true) Principal caller, @Body @Valid OpenSessionRequest request) {
        OpenSession.Opened opened = openSession.open(caller, request.command(values.metadata(request.metadata())));
        return HttpResponse.<SessionResponse>status(opened.isNew() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(mapper.response(
                        describe.describe(List.of(opened.session())).getFirst(), caller));
    }

    /**
     * 查询会话 / Lists the sessions of all customers, newest first. For kefu and admin.
     *
     * @param query which sessions
     * @param times when the sessions were opened
     * @param page the page of the list
     * @return a page of sessions
     */
    @Get
    @RequiresOperation(Operation.LIST_SESSIONS)
    @NeedsLogin
    SessionListResponse listSessions(
            @Parameter(hidden = true) Principal caller,
            @Valid @RequestBean SessionsQuery query,
            @Valid @RequestBean TimesQuery times,
            @Valid @RequestBean PageQuery page) {
        return mapper.list(listAllSessions.list(caller, query.filter(), times.range(), page.request()), page, caller);
    }

    /**
     * 获取会话详情 / Shows a session. For customer (their own), kefu and admin.
     *
     * @param sessionId the session
     * @return the session, with its position in the queue while it waits
     */
    @Get("/{session_id:" + PathIds.SEGMENT + "}")
    @RequiresOperation(Operation.READ_SESSION)
    @NeedsLogin
    @ApiResponse(responseCode = "404", ref = "#/components/responses/SessionNotFound")
    SessionResponse readSession(
            @Parameter(hidden = true) Principal caller, @PathVariable("session_id") String sessionId) {
        return mapper.response(readSession.read(caller, PathIds.session(sessionId)), caller);
    }

    /**
     * 获取用户会话列表 / Lists a customer's sessions, newest first. For customer (themselves), kefu and admin.
     *
     * @param userId the customer
     * @param status only sessions of this status
     * @param page the page of the list
     * @return a page of sessions
     */
    @Get("/user/{user_id:" + PathIds.SEGMENT + "}")
    @RequiresOperation(Operation.LIST_USER_SESSIONS)
    @NeedsLogin
    @ApiResponse(responseCode = "404", ref = "#/components/responses/UserNotFound")
    SessionListResponse listUserSessions(
            @Parameter(hidden = true) Principal caller,
            @PathVariable("user_id") String userId,
            @QueryValue("status")
                    @Parameter(
                            schema =
                                    @Schema(
                                            type = "string",
                                            allowableValues = {"waiting", "active", "closed"}))
                    @Nullable
                    String status,
            @Valid @RequestBean PageQuery page) {
        @Nullable SessionState state = Words.readIfGiven("status", status, SessionState::ofWord);
        return mapper.list(listSessions.list(caller, PathIds.user(userId), state, page.request()), page, caller);
    }

    /**
     * 获取活跃会话 / Lists the active sessions, newest first. For kefu and admin.
     *
     * @param page the page of the list
     * @return a page of sessions
     */
    @Get("/active")
    @RequiresOperation(Operation.LIST_ACTIVE_SESSIONS)
    @NeedsLogin
    ActiveSessionsResponse listActiveSessions(
            @Parameter(hidden = true) Principal caller, @Valid @RequestBean PageQuery page) {
        return mapper.active(listActiveSessions.list(caller, page.request()), page, caller);
    }

    /**
     * 获取排队会话 / Lists the waiting sessions, in the order of the queue. For kefu and admin.
     *
     * @param page the page of the list
     * @return a page of sessions with their positions in the queue, the customers' names and the newest messages
     */
    @Get("/waiting")
    @RequiresOperation(Operation.LIST_WAITING_SESSIONS)
    @NeedsLogin
    WaitingSessionsResponse listWaitingSessions(
            @Parameter(hidden = true) Principal caller, @Valid @RequestBean PageQuery page) {
        return mapper.waiting(listWaitingSessions.list(caller, page.request()), page, caller);
    }
}
