package io.kefu.rest.session;

import io.kefu.application.session.OpenSession;
import io.kefu.domain.session.Session;
import io.kefu.domain.user.Metadata;
import io.kefu.domain.user.UserId;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/** A session to open. */
@Serdeable
@Schema(name = "NewSession", example = "{\"user_id\": \"user123\", \"session_type\": \"customer_service\"}")
record OpenSessionRequest(
        @Schema(description = "The customer") @NotNull @Pattern(regexp = UserId.PATTERN)
        String userId,

        @Schema(description = "The subject: the skill that its kefu must have", defaultValue = Session.DEFAULT_TYPE)
        @Pattern(regexp = Session.TYPE_PATTERN)
        @Nullable
        String sessionType,

        @Schema(description = "The preferred kefu; another kefu serves if that one has no free capacity")
        @Pattern(regexp = UserId.PATTERN)
        @Nullable
        String kefuId,

        @Schema(type = "object", description = "Data that the site attaches, at most " + Metadata.MAX_LENGTH + " bytes")
        @Nullable
        JsonNode metadata) {

    OpenSession.Command command(@Nullable Metadata parsedMetadata) {
        return new OpenSession.Command(
                UserId.of("user_id", userId),
                sessionType == null ? Session.DEFAULT_TYPE : sessionType,
                kefuId == null ? null : UserId.of("kefu_id", kefuId),
                details -> details.withMetadata(parsedMetadata));
    }
}
