package io.kefu.rest.message;

import io.kefu.application.message.SearchMessages;
import io.kefu.application.page.PageRequest;
import io.kefu.domain.user.UserId;
import io.kefu.rest.json.CodePoints;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.QueryValue;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/** The query parameters of a search. */
@Introspected
record SearchQuery(
        @QueryValue("user_id")
        @Parameter(description = "客户或其他客服 / A customer or another kefu", example = "user123")
        @Pattern(regexp = UserId.PATTERN)
        String userId,

        @QueryValue("q")
        @Parameter(
                description = "要搜索的文字 / The text to search for",
                schema = @Schema(type = "string", minLength = 1, maxLength = SearchMessages.MAX_QUERY),
                example = "退款")
        @CodePoints(min = 1, max = SearchMessages.MAX_QUERY)
        String q,

        @QueryValue("before_seq") @Parameter(description = "在此序号之前 / Only messages before this seq") @Min(1) @Nullable
        Long beforeSeq,

        @QueryValue(value = "page_size", defaultValue = "" + PageRequest.DEFAULT_SIZE)
        @Parameter(description = "每页数量 / The highest number of messages to find")
        @Min(1)
        @Max(PageRequest.MAX_SIZE)
        int pageSize) {

    SearchMessages.Command command() {
        return SearchMessages.Command.of(q, beforeSeq, pageSize);
    }
}
