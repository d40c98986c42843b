package io.kefu.rest.session;

import io.kefu.domain.session.Rating;
import io.kefu.rest.json.CodePoints;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/** The rating of a session. */
@Serdeable
@Schema(name = "SessionRating", example = "{\"score\": 5, \"comment\": \"很满意\"}")
record RateSessionRequest(
        @NotNull @Min(Rating.MIN_SCORE) @Max(Rating.MAX_SCORE)
        Integer score,

        @Schema(minLength = 1, maxLength = Rating.MAX_COMMENT) @CodePoints(min = 1, max = Rating.MAX_COMMENT) @Nullable
        String comment) {

    Rating rating() {
        return new Rating(score, comment);
    }
}
