package io.kefu.rest.note;

import io.kefu.domain.session.Note;
import io.kefu.rest.json.CodePoints;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;

/** A note to add. */
@Serdeable
@Schema(name = "NewNote", example = "{\"content\": \"客户希望周五之前收到退款\"}")
record AddNoteRequest(
        @Schema(
                description =
                        "The note; customers never see it. Control characters other than line breaks and tabs are refused",
                minLength = 1,
                maxLength = Note.MAX_CONTENT)
        @NotNull
        @CodePoints(min = 1, max = Note.MAX_CONTENT)
        String content) {}
