package io.kefu.filestore.container;

/**
 * Splits a stream of bytes into short fields, which are collected, and ranges, which are skipped. After each field the
 * subclass says what follows.
 */
abstract class FieldReader implements ContainerReader {
    /** The longest field. */
    static final int MAX_FIELD = 256;

    private final byte[] field = new byte[MAX_FIELD];
    private int collected;
    private int wanted;
    private long skipped;
    private boolean isOver;

    /** Starts with a field of {@code wanted} bytes. */
    FieldReader(int wanted) {
        this.wanted = wanted;
    }

    /**
     * Takes a complete field, and calls {@link #expect} or {@link #end}.
     *
     * @param bytes the field at the array's beginning; valid until this returns
     */
    abstract void field(byte[] bytes, int length);

    /**
     * Says what follows.
     *
     * @param skip how many bytes to skip first, 0 or more
     * @param length how long the next field is, 1 to {@link #MAX_FIELD}
     */
    final void expect(long skip, int length) {
        skipped = skip;
        wanted = length;
    }

    /** Says that nothing of interest follows. */
    final void end() {
        isOver = true;
    }

    @Override
    public final void update(byte[] bytes, int offset, int length) {
        int at = offset;
        int end = offset + length;
        while (at < end && !isOver) {
            if (skipped > 0) {
                int step = (int) Math.min(skipped, end - at);
                skipped -= step;
                at += step;
                continue;
            }
            int step = Math.min(wanted - collected, end - at);
            System.arraycopy(bytes, at, field, collected, step);
            collected += step;
            at += step;
            if (collected == wanted) {
                collected = 0;
                field(field, wanted);
            }
        }
    }

    /** An unsigned number of up to seven bytes, or a signed one of eight, the most significant byte first. */
    static long number(byte[] bytes, int from, int length) {
        long number = 0;
        for (int i = from; i < from + length; i++) {
            number = (number << Byte.SIZE) | Byte.toUnsignedInt(bytes[i]);
        }
        return number;
    }
}
