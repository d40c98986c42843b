package io.kefu.rest.page;

import io.kefu.application.page.PageRequest;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.QueryValue;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** The query parameters of every list. */
@Introspected
public record PageQuery(
        @QueryValue(value = "page", defaultValue = "1")
        @Parameter(description = "页码，从 1 开始 / Counted from 1")
        @Min(1)
        @Max(PageRequest.MAX_PAGE)
        int page,

        @QueryValue(value = "page_size", defaultValue = "" + PageRequest.DEFAULT_SIZE)
        @Parameter(description = "每页数量 / How many entries a page has")
        @Min(1)
        @Max(PageRequest.MAX_SIZE)
        int pageSize) {

    /** The same for the use cases. */
    public PageRequest request() {
        return new PageRequest(page, pageSize);
    }
}
