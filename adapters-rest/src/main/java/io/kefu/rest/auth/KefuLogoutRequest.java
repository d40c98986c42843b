package io.kefu.rest.auth;

import io.kefu.domain.user.UserId;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/** The logout of a kefu or admin. */
@Serdeable
@Schema(name = "KefuLogout", example = "{\"kefu_id\": \"kefu001\"}")
record KefuLogoutRequest(
        @NotNull @Pattern(regexp = UserId.PATTERN) String kefuId) {}
