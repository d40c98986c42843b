package io.kefu.rest.error;

/** Thrown if a content has no byte of the range that was asked for. The status is 416. */
public final class RangeNotSatisfiableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long size;

    /** {@code size} is the size of the content in bytes. */
    public RangeNotSatisfiableException(long size) {
        super("No such range", null, false, false);
        this.size = size;
    }

    long size() {
        return size;
    }
}
