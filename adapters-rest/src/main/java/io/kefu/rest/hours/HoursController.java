package io.kefu.rest.hours;

import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.hours.ReadHours;
import io.kefu.application.hours.ReadOpening;
import io.kefu.application.hours.SetHours;
import io.kefu.rest.docs.NeedsLogin;
import io.kefu.rest.docs.Refusals;
import io.kefu.rest.security.RequiresOperation;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;

/** Reads and sets the working hours. */
@Controller("/api/hours")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "hours")
class HoursController {
    private final ReadHours readHours;
    private final SetHours setHours;
    private final ReadOpening readOpening;

    HoursController(ReadHours readHours, SetHours setHours, ReadOpening readOpening) {
        this.readHours = readHours;
        this.setHours = setHours;
        this.readOpening = readOpening;
    }

    /**
     * 获取工作时间 / Shows the working hours. For kefu and admin.
     *
     * @return the working hours
     */
    @Get
    @RequiresOperation(Operation.READ_HOURS)
    @NeedsLogin
    HoursResponse readHours(@Parameter(hidden = true) Principal caller) {
        return HoursResponse.of(readHours.read(caller));
    }

    /**
     * 设置工作时间 / Replaces the working hours. Outside of them, sessions wait, and a waiting customer gets the closed message once
     * per session. For admin.
     *
     * @param request the working hours
     * @return the working hours with their new version
     */
    @Put
    @RequiresOperation(Operation.SET_HOURS)
    @NeedsLogin.WithBody
    @ApiResponse(responseCode = "409", ref = "#/components/responses/Conflict")
    HoursResponse setHours(@Parameter(hidden = true) Principal caller, @Body @Valid HoursRequest request) {
        return HoursResponse.of(setHours.set(caller, request.hours(), request.known()));
    }

    /**
     * 当前是否营业 / Shows whether the service is open now, and when that changes. For anyone.
     *
     * @return whether the service is open
     */
    @Get("/now")
    @RequiresOperation(Operation.READ_OPENING)
    @Refusals.Common
    @ApiResponse(responseCode = "503", ref = "#/components/responses/ServiceUnavailable")
    OpeningResponse readOpening() {
        return OpeningResponse.of(readOpening.read());
    }
}
