package io.kefu.rest.file;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/** The record of a file. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "FileInfo", example = """
                {"file_id": "file_bm90IGEgcmVhbCBpZCwganVz", "url": "/api/files/file_bm90IGEgcmVhbCBpZCwganVz",
                 "filename": "example.jpg", "size": 1024000, "mime_type": "image/jpeg", "category": "image",
                 "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                 "upload_time": "2024-01-01T10:00:00.000Z", "uploader_id": "user123"}""")
public record FileInfoResponse(
        String fileId,
        String url,
        String filename,
        long size,
        String mimeType,
        String category,
        String sha256,
        Instant uploadTime,
        String uploaderId) {}
