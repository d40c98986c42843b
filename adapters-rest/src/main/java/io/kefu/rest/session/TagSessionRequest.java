package io.kefu.rest.session;

import io.kefu.application.session.TagSession;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.session.SessionDetails;
import io.kefu.rest.json.Words;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tags that a session gets instead of its present ones. */
@Serdeable
@Schema(name = "SessionTags", example = "{\"tags\": [\"退款\", \"VIP\"]}")
record TagSessionRequest(
        @ArraySchema(
                arraySchema =
                        @Schema(
                                requiredMode = Schema.RequiredMode.REQUIRED,
                                description = "White space at the ends of a tag is removed, then the form is changed to"
                                        + " Unicode NFC, then repeated tags are removed"),
                schema = @Schema(type = "string", minLength = 1, maxLength = SessionDetails.MAX_TAG),
                maxItems = SessionDetails.MAX_TAGS)
        @Size(max = SessionDetails.MAX_TAGS)
        @Nullable
        List<String> tags) {

    TagSession.Command command() {
        if (tags == null) {
            throw DomainException.invalid("tags", Reason.REQUIRED);
        }
        return new TagSession.Command(Words.list("tags", tags));
    }
}
