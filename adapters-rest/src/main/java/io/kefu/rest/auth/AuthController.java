package io.kefu.rest.auth;

import io.kefu.application.access.AccessToken;
import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.auth.LogInCustomer;
import io.kefu.application.auth.LogInKefu;
import io.kefu.application.auth.LogOut;
import io.kefu.application.auth.LogOutKefu;
import io.kefu.application.presence.RecordHeartbeat;
import io.kefu.domain.presence.KefuStatus;
import io.kefu.domain.user.UserId;
import io.kefu.rest.address.ClientAddress;
import io.kefu.rest.docs.NeedsLogin;
import io.kefu.rest.docs.Refusals;
import io.kefu.rest.json.SuccessResponse;
import io.kefu.rest.json.Words;
import io.kefu.rest.security.RequiresOperation;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;

/** Logs users in and out. */
@Controller("/api/auth")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "auth")
class AuthController {
    private final LogInKefu logInKefu;
    private final LogInCustomer logInCustomer;
    private final LogOutKefu logOutKefu;
    private final LogOut logOut;
    private final RecordHeartbeat recordHeartbeat;
    private final AuthMapper mapper;

    AuthController(
            LogInKefu logInKefu,
            LogInCustomer logInCustomer,
            LogOutKefu logOutKefu,
            LogOut logOut,
            RecordHeartbeat recordHeartbeat,
            AuthMapper mapper) {
        this.logInKefu = logInKefu;
        this.logInCustomer = logInCustomer;
        this.logOutKefu = logOutKefu;
        this.logOut = logOut;
        this.recordHeartbeat = recordHeartbeat;
        this.mapper = mapper;
    }

    /**
     * 客服登录 / Logs a kefu or admin in. Their status becomes online, unless another login has set a status. For anyone.
     *
     * @param request id and password
     * @return the access token, and data of the user
     */
    @Post("/kefu/login")
    @RequiresOperation(Operation.LOG_IN)
    @Refusals.Common
    @Refusals.OfInput
    @Refusals.OfBody
    @ApiResponse(responseCode = "401", ref = "#/components/responses/Unauthorized")
    KefuLoginResponse logInKefu(
            @Parameter(hidden = true) ClientAddress address, @Body @Valid KefuLoginRequest request) {
        return mapper.response(
                logInKefu.logIn(UserId.of("kefu_id", request.kefuId()), request.password(), address.value()));
    }

    /**
     * 客服登出 / Ends all logins of the calling kefu, and returns their sessions to the queue. For kefu and admin.
     *
     * @param request the caller's own id
     * @return confirmation
     */
    @Post("/kefu/logout")
    @RequiresOperation(Operation.LOG_OUT_KEFU)
    @NeedsLogin.WithBody
    SuccessResponse logOutKefu(@Parameter(hidden = true) Principal caller, @Body @Valid KefuLogoutRequest request) {
        logOutKefu.logOut(caller, UserId.of("kefu_id", request.kefuId()));
        return SuccessResponse.DONE;
    }

    /**
     * 更新心跳 / Keeps the calling kefu on duty, and changes the status if one is given. For kefu and admin.
     *
     * @param request the caller's own id, and optionally a new status
     * @return the status, and how long it lasts without another heartbeat
     */
    @Post("/kefu/heartbeat")
    @RequiresOperation(Operation.HEARTBEAT)
    @NeedsLogin.WithBody
    HeartbeatResponse sendHeartbeat(@Parameter(hidden = true) Principal caller, @Body @Valid HeartbeatRequest request) {
        return mapper.response(recordHeartbeat.record(
                caller,
                UserId.of("kefu_id", request.kefuId()),
                Words.readIfGiven("status", request.status(), KefuStatus::chosen)));
    }

    /**
     * 客户登录 / Logs in a customer with an identity token that the site's backend signed. The name and email in the token replace
     * those of the customer. For anyone.
     *
     * @param request the identity token
     * @return the access token, and data of the customer
     */
    @Post("/customer/login")
    @RequiresOperation(Operation.LOG_IN_CUSTOMER)
    @Refusals.Common
    @Refusals.OfAccess
    @Refusals.OfInput
    @Refusals.OfBody
    CustomerLoginResponse logInCustomer(
            @Parameter(hidden = true) ClientAddress address, @Body @Valid CustomerLoginRequest request) {
        return mapper.response(logInCustomer.logIn(request.token(), address.value()));
    }

    /**
     * 登出 / Ends the login to which the request's access token belongs. For customer, kefu and admin.
     *
     * @return confirmation
     */
    @Post("/logout")
    @Consumes(MediaType.ALL)
    @RequiresOperation(Operation.LOG_OUT)
    @SecurityRequirement(name = "bearer")
    @Refusals.Common
    @Refusals.OfAccess
    @ApiResponse(responseCode = "503", ref = "#/components/responses/ServiceUnavailable")
    SuccessResponse logOut(@Parameter(hidden = true) Principal caller, @Parameter(hidden = true) AccessToken token) {
        logOut.logOut(caller, token);
        return SuccessResponse.DONE;
    }
}
