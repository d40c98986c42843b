package io.kefu.rest.stats;

import io.kefu.application.access.Operation;
import io.kefu.application.access.Principal;
import io.kefu.application.connection.ReadConnections;
import io.kefu.rest.docs.NeedsLogin;
import io.kefu.rest.security.RequiresOperation;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;

/** Reports the current load of the service. */
@Controller("/api/stats")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "stats")
class StatsController {
    private final ReadConnections readConnections;

    StatsController(ReadConnections readConnections) {
        this.readConnections = readConnections;
    }

    /**
     * WebSocket 连接统计 / Counts the sockets of all nodes: all open sockets, those that showed a sign of life within the lease,
     * and those in each room. For kefu and admin.
     *
     * @return the counts
     */
    @Get("/websocket")
    @RequiresOperation(Operation.READ_CONNECTIONS)
    @NeedsLogin
    ConnectionStatsResponse readConnectionStats(@Parameter(hidden = true) Principal caller) {
        return ConnectionStatsResponse.of(readConnections.read(caller));
    }
}
