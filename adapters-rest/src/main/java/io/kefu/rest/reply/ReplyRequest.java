package io.kefu.rest.reply;

import io.kefu.application.reply.AddReply;
import io.kefu.application.reply.ChangeReply;
import io.kefu.domain.reply.CannedReply;
import io.kefu.rest.json.CodePoints;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** A canned reply to add, or the new texts of one. */
@Serdeable
@Schema(name = "ReplyTexts", example = "{\"shortcut\": \"/hi\", \"content\": \"您好，{{customer.name}}！\"}")
record ReplyRequest(
        @Schema(
                description = "The word by which the reply is found; case and width make no difference",
                minLength = 1,
                maxLength = CannedReply.MAX_SHORTCUT)
        @NotNull
        @CodePoints(min = 1, max = CannedReply.MAX_SHORTCUT)
        String shortcut,

        @Schema(
                description = "The text; the client fills the placeholders {{customer.name}} and {{kefu.name}}",
                minLength = 1,
                maxLength = CannedReply.MAX_CONTENT)
        @NotNull
        @CodePoints(min = 1, max = CannedReply.MAX_CONTENT)
        String content,

        @Schema(
                description =
                        "Whether all kefu and admins see it; true only by an admin. If left out, a new reply is the caller's"
                                + " own, and another one stays as it is")
        @Nullable
        Boolean shared) {

    AddReply.Command addition() {
        return new AddReply.Command(shortcut, content, Boolean.TRUE.equals(shared));
    }

    ChangeReply.Command change() {
        return new ChangeReply.Command(shortcut, content, shared);
    }
}
