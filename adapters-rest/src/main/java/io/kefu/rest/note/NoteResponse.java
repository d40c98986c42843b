package io.kefu.rest.note;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/** A note about a session. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "Note", example = NoteResponse.EXAMPLE)
public record NoteResponse(
        String noteId,
        String sessionId,

        @Schema(description = "The kefu or admin who wrote it")
        String authorId,

        String content,
        Instant createdAt) {
    static final String EXAMPLE = """
            {"note_id": "note_bm90IGEgcmVhbCBp", "session_id": "sess_bm90IGEgcmVhbCBpZCwganVz", "author_id": "kefu001",
             "content": "客户希望周五之前收到退款", "created_at": "2024-01-01T12:00:00.000Z"}""";
}
