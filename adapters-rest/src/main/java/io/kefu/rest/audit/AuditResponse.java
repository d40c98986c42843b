package io.kefu.rest.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A page of the audit log. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(
        name = "AuditLog",
        example = "{\"entries\": [" + AuditResponse.EXAMPLE + "], \"total\": 1, \"page\": 1, \"page_size\": 20}")
record AuditResponse(List<EntryView> entries, long total, int page, int pageSize) {
    static final String EXAMPLE = """
            {"audit_id": "000000000042", "timestamp": "2024-01-01T12:00:00.000Z", "actor_id": "admin",
             "address": "203.0.113.7", "action": "role_changed", "target": "kefu001",
             "details": {"from": "kefu", "to": "admin"}, "confirmed": true}""";

    /** An entry of the audit log. */
    @Serdeable
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "AuditEntry", example = EXAMPLE)
    record EntryView(
            String auditId,
            Instant timestamp,

            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    nullable = true,
                    description = "The user who did it; null for a caller without a login")
            @Nullable
            String actorId,

            @Schema(description = "The address of the client: an IPv4 address, or the /64 network of an IPv6 address")
            String address,

            @Schema(example = "role_changed") String action,

            @Schema(description = "What it was done to: an id or a network; empty if there is only one such thing")
            String target,

            @Schema(description = "Facts by name, for example the new limit")
            Map<String, String> details,

            @Schema(
                    description =
                            "False if a node or the store failed during the change, which may have happened or not")
            boolean confirmed) {}
}
