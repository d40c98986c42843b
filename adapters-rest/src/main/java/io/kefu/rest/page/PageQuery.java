package io.kefu.rest.page;

import io.kefu.application.page.PageRequest;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.QueryValue;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** The query parameters of all paged lists. */
@Introspected
public record PageQuery(
        @QueryValue(value = "page", defaultValue = "1")
        @Parameter(description = "页码，从 1 开始 / The page number, from 1")
        @Min(1)
        @Max(PageRequest.MAX_PAGE)
        int page,

        @QueryValue(value = "page_size", defaultValue = "" + PageRequest.DEFAULT_SIZE)
        @Parameter(description = "每页数量 / The number of entries per page")
        @Min(1)
        @Max(PageRequest.MAX_SIZE)
        int pageSize) {

    /** The page that the use case reads. */
    public PageRequest request() {
        return new PageRequest(page, pageSize);
    }
}
