package io.kefu.rest.error;

/** What a Range header asks for is not there. HTTP has a status of its own for it, and the API no code. */
public final class RangeNotSatisfiableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long size;

    /**
     * Refuses a range.
     *
     * @param size how many bytes there are
     */
    public RangeNotSatisfiableException(long size) {
        super("No such range", null, false, false);
        this.size = size;
    }

    long size() {
        return size;
    }
}
