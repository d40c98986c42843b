package io.kefu.rest.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** A page of a customer's sessions. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(
        name = "SessionList",
        example = "{\"sessions\": [" + SessionResponse.EXAMPLE + "], \"total\": 5, \"page\": 1, \"page_size\": 20}")
record SessionListResponse(List<SessionResponse> sessions, long total, int page, int pageSize) {}
