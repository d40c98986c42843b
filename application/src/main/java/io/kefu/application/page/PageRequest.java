package io.kefu.application.page;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;

/**
 * The page of a list that a caller asks for.
 *
 * @param page the number of the page, 1 to {@value #MAX_PAGE}
 * @param size the number of items per page, 1 to {@value #MAX_SIZE}
 */
public record PageRequest(int page, int size) {
    public static final int MAX_PAGE = 1_000_000_000;
    public static final int MAX_SIZE = 100;
    public static final int DEFAULT_SIZE = 20;

    public PageRequest {
        if (page < 1 || page > MAX_PAGE) {
            throw DomainException.invalid("page", Reason.RANGE, 1, MAX_PAGE);
        }
        if (size < 1 || size > MAX_SIZE) {
            throw DomainException.invalid("page_size", Reason.RANGE, 1, MAX_SIZE);
        }
    }

    /** The number of items before the page. */
    public long offset() {
        return (page - 1L) * size;
    }
}
