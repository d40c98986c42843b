package io.kefu.rest.session;

import io.kefu.application.session.TagSession;
import io.kefu.application.session.port.SessionIndex.Filter;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.session.SessionDetails;
import io.kefu.domain.session.SessionState;
import io.kefu.domain.text.Texts;
import io.kefu.domain.user.UserId;
import io.kefu.rest.json.Words;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.QueryValue;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The query parameters that choose sessions. */
@Introspected
record SessionsQuery(
        @QueryValue("status")
        @Parameter(
                description = "会话状态 / Only sessions of this status",
                schema =
                        @Schema(
                                type = "string",
                                allowableValues = {"waiting", "active", "closed"}))
        @Nullable
        String status,

        @QueryValue("kefu_id")
        @Parameter(description = "客服 / Only sessions that this kefu serves or served at the end")
        @Nullable
        String kefuId,

        @QueryValue("user_id") @Parameter(description = "客户 / Only sessions of this customer") @Nullable
        String userId,

        @QueryValue("tag")
        @Parameter(
                description = "标签 / Only sessions with this tag",
                schema = @Schema(type = "string", minLength = 1, maxLength = SessionDetails.MAX_TAG))
        @Nullable
        String tag) {

    /** The filter that the use case takes. */
    Filter filter() {
        return new Filter(
                Words.readIfGiven("status", status, SessionState::ofWord),
                kefuId == null ? null : UserId.of("kefu_id", kefuId),
                userId == null ? null : UserId.of("user_id", userId),
                tag == null ? "" : normalized(tag));
    }

    private static String normalized(String tag) {
        String normalized = TagSession.Command.normalized(tag);
        if (!Texts.hasLength(normalized, 1, SessionDetails.MAX_TAG)) {
            throw DomainException.invalid("tag", Reason.LENGTH, 1, SessionDetails.MAX_TAG);
        }
        return normalized;
    }
}
