package io.kefu.rest.health;

import io.kefu.application.access.Operation;
import io.kefu.application.health.CheckHealth;
import io.kefu.application.health.port.StoreHealth.State;
import io.kefu.rest.docs.Refusals;
import io.kefu.rest.security.RequiresOperation;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;

/** Reports the health of the service. */
@Controller("/api/health")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "health")
class HealthController {
    private static final String UNHEALTHY = """
            {"status": "unhealthy", "timestamp": "2024-01-01T12:00:00.000Z",
             "services": {"redis": "disconnected", "websocket": "running"}}""";

    private final CheckHealth checkHealth;
    private final InstantSource clock;

    HealthController(CheckHealth checkHealth, InstantSource clock) {
        this.checkHealth = checkHealth;
        this.clock = clock;
    }

    /**
     * 系统健康检查 / Reports whether the service works. For anyone.
     *
     * @return the state of the service and of its parts
     */
    @Get
    @RequiresOperation(Operation.READ_HEALTH)
    @Refusals.Common
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true, description = "健康 / Healthy")
    @ApiResponse(
            responseCode = "503",
            description = "不健康 / Unhealthy",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(implementation = HealthResponse.class),
                            examples = @ExampleObject(name = "unhealthy", value = UNHEALTHY)))
    HttpResponse<HealthResponse> readHealth() {
        State store = checkHealth.check();
        boolean isHealthy = store == State.WRITABLE;
        HealthResponse body = new HealthResponse(
                isHealthy ? "healthy" : "unhealthy",
                clock.instant(),
                new HealthResponse.Services(store.acceptsWrites() ? "connected" : "disconnected", "running"));
        return HttpResponse.<HealthResponse>status(isHealthy ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .body(body);
    }
}
