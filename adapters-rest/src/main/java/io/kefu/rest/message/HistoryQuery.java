package io.kefu.rest.message;

import io.kefu.application.message.port.MessageHistory.Window;
import io.kefu.application.page.PageRequest;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.QueryValue;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/** The query parameters that choose a part of a history: either a numbered page, or the messages next to a seq. */
@Introspected
record HistoryQuery(
        @QueryValue("page")
        @Parameter(description = "页码，从 1 开始 / The page number, from 1; 1 by default")
        @Min(1)
        @Max(PageRequest.MAX_PAGE)
        @Nullable
        Integer page,

        @QueryValue(value = "page_size", defaultValue = "" + PageRequest.DEFAULT_SIZE)
        @Parameter(description = "每页数量 / The number of entries per page")
        @Min(1)
        @Max(PageRequest.MAX_SIZE)
        int pageSize,

        @QueryValue("before_seq")
        @Parameter(description = "The messages before this seq, newest first")
        @Min(1)
        @Nullable
        Long beforeSeq,

        @QueryValue("after_seq") @Parameter(description = "The messages after this seq, oldest first") @Min(0) @Nullable
        Long afterSeq) {

    /** The part that the use case reads; refuses parameters that exclude each other. */
    Window window() {
        if (beforeSeq != null) {
            refuseIf(afterSeq != null || page != null, "before_seq");
            return new Window.Before(beforeSeq, pageSize);
        }
        if (afterSeq != null) {
            refuseIf(page != null, "after_seq");
            return new Window.After(afterSeq, pageSize);
        }
        return new Window.Numbered(new PageRequest(page == null ? 1 : page, pageSize));
    }

    private static void refuseIf(boolean hasOther, String field) {
        if (hasOther) {
            throw DomainException.invalid(field, Reason.NOT_ALLOWED);
        }
    }

    /** The page number for the answer; null if the part was chosen by seq. */
    @Nullable
    Integer shownPage() {
        if (beforeSeq != null || afterSeq != null) {
            return null;
        }
        return page == null ? 1 : page;
    }
}
