package io.kefu.rest.stats;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kefu.application.connection.port.ConnectionCounts.Counts;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import java.util.TreeMap;

/** The number of open sockets. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "ConnectionStats", example = """
                {"total_connections": 150, "active_connections": 120, "rooms": {"general": 50, "support": 70}}""")
record ConnectionStatsResponse(
        @Schema(description = "Open sockets on all nodes") long totalConnections,

        @Schema(description = "Open sockets that showed a sign of life within the lease")
        long activeConnections,

        Map<String, Long> rooms) {

    static ConnectionStatsResponse of(Counts counts) {
        Map<String, Long> rooms = new TreeMap<>();
        counts.rooms().forEach((room, sockets) -> rooms.put(room.word(), sockets));
        return new ConnectionStatsResponse(counts.open(), counts.active(), rooms);
    }
}
