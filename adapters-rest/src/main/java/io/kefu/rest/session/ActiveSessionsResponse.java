package io.kefu.rest.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** A page of the sessions that are being served. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(
        name = "ActiveSessions",
        example = "{\"active_sessions\": [" + SessionResponse.EXAMPLE
                + "], \"total\": 30, \"page\": 1, \"page_size\": 20}")
record ActiveSessionsResponse(List<SessionResponse> activeSessions, long total, int page, int pageSize) {}
