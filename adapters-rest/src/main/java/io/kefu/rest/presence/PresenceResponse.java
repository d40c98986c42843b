package io.kefu.rest.presence;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kefu.application.presence.ExplainPresence.Explanation;
import io.kefu.domain.presence.OpenSocket;
import io.kefu.domain.text.Word;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a user counts as online or not. */
@Serdeable
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Presence", example = """
                {"online": true, "status": "busy", "since": "2024-01-01T12:00:00.000Z", "manual_status": "busy",\
                 "lease_until": "2024-01-01T12:30:45.000Z", "sockets": [{"node": "Zk3b9QxW1a2c",\
                 "connected_at": "2024-01-01T12:00:00.000Z", "last_seen": "2024-01-01T12:30:00.000Z", "client": "Mozilla/5.0"}],\
                 "reason": "status_chosen"}""")
record PresenceResponse(
        boolean online,

        @Schema(
                type = "string",
                description = "Of a kefu or admin, the status by which sessions are assigned",
                allowableValues = {"online", "busy", "away", "offline"})
        String status,

        @Schema(description = "Since when the user is online; if they are offline, when they were last active")
        Instant since,

        @Schema(
                type = "string",
                description = "The status that a kefu on duty has chosen",
                allowableValues = {"online", "busy", "away"})
        @Nullable
        String manualStatus,

        @Schema(description = "When the user goes offline without another sign of life") @Nullable
        Instant leaseUntil,

        @Schema(description = "The open sockets, the newest first")
        List<SocketResponse> sockets,

        @Schema(
                type = "string",
                description = "Why: disabled; blocked; off_duty (not logged in); lease_ended (no sign of life);"
                        + " status_chosen (busy or away); socket; heartbeat (no socket, but heartbeats); lease (the last socket"
                        + " was lost, and its lease has not ended yet); no_socket",
                allowableValues = {
                    "disabled",
                    "blocked",
                    "off_duty",
                    "lease_ended",
                    "status_chosen",
                    "socket",
                    "heartbeat",
                    "lease",
                    "no_socket"
                })
        String reason) {

    /** A socket. */
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "OpenSocket")
    record SocketResponse(
            @Schema(description = "The node that holds the socket")
            String node,

            Instant connectedAt,

            @Schema(description = "When the client last sent anything; up to a heartbeat old")
            Instant lastSeen,

            @Schema(description = "The software of the client, as it calls itself")
            String client) {
        private static SocketResponse of(String node, OpenSocket socket) {
            return new SocketResponse(node, socket.connectedAt(), socket.lastSeen(), socket.client());
        }
    }

    static PresenceResponse of(Explanation explanation) {
        return new PresenceResponse(
                explanation.isOnline(),
                explanation.status().word(),
                explanation.since(),
                explanation.chosen().map(Word::word).orElse(null),
                explanation.leaseUntil().orElse(null),
                explanation.sockets().entrySet().stream()
                        .flatMap(node ->
                                node.getValue().stream().map(socket -> SocketResponse.of(node.getKey(), socket)))
                        .sorted(Comparator.comparing(SocketResponse::connectedAt)
                                .reversed())
                        .toList(),
                explanation.reason().word());
    }
}
