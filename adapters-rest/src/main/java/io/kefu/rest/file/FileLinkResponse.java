package io.kefu.rest.file;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/** A link with which anybody can read a file for a limited time. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "FileLink", example = """
                {"url": "/api/files/file_bm90IGEgcmVhbCBpZCwganVz?expires=1704110400&signature=bm90IGEgc2lnbmF0dXJl",
                 "expires_at": "2024-01-01T12:00:00.000Z"}""")
public record FileLinkResponse(String url, Instant expiresAt) {}
