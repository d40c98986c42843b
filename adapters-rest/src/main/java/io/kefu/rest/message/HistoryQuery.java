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

/** Which part of a history is wanted: a numbered page, or what stands nearest to a seq; not both. */
@Introspected
record HistoryQuery(
        @QueryValue("page")
        @Parameter(description = "页码，从 1 开始 / Counted from 1; 1 if nothing is said")
        @Min(1)
        @Max(PageRequest.MAX_PAGE)
        @Nullable
        Integer page,

        @QueryValue(value = "page_size", defaultValue = "" + PageRequest.DEFAULT_SIZE)
        @Parameter(description = "每页数量 / How many entries a page has")
        @Min(1)
        @Max(PageRequest.MAX_SIZE)
        int pageSize,

        @QueryValue("before_seq") @Parameter(description = "What stands nearest below, newest first") @Min(1) @Nullable
        Long beforeSeq,

        @QueryValue("after_seq") @Parameter(description = "What stands nearest above, oldest first") @Min(0) @Nullable
        Long afterSeq) {

    /** The same for the use case. */
    Window window() {
        if (beforeSeq != null) {
            refuse("before_seq", afterSeq != null || page != null);
            return new Window.Before(beforeSeq, pageSize);
        }
        if (afterSeq != null) {
            refuse("after_seq", page != null);
            return new Window.After(afterSeq, pageSize);
        }
        return new Window.Numbered(new PageRequest(page == null ? 1 : page, pageSize));
    }

    private static void refuse(String field, boolean isOneTooMany) {
        if (isOneTooMany) {
            throw DomainException.invalid(field, Reason.NOT_ALLOWED);
        }
    }

    /** The number to show; null where no numbered page was asked for. */
    @Nullable
    Integer shownPage() {
        if (beforeSeq != null || afterSeq != null) {
            return null;
        }
        return page == null ? 1 : page;
    }
}
