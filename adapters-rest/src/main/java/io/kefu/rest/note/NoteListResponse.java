package io.kefu.rest.note;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** A page of the notes of a session. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(
        name = "NoteList",
        example = "{\"notes\": [" + NoteResponse.EXAMPLE + "], \"total\": 1, \"page\": 1, \"page_size\": 20}")
record NoteListResponse(List<NoteResponse> notes, long total, int page, int pageSize) {}
