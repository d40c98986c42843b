package io.kefu.filestore.container;

import io.kefu.domain.file.MediaType;

/**
 * Detects the media type of one container while its bytes are read. A reader keeps at most a few hundred bytes, does not
 * throw for any content, and needs time in proportion to the number of bytes. Not thread-safe.
 *
 * <p>The bytes are split into short fields, which are collected, and ranges, which are skipped. After each field the
 * subclass determines what follows.
 */
public abstract class ContainerReader {
    /** The greatest length of a field. */
    static final int MAX_FIELD = 256;

    private final byte[] field = new byte[MAX_FIELD];
    private int collected;
    private int wanted;
    private long skipped;
    private boolean ended;

    /** Starts with a field of {@code wanted} bytes. */
    ContainerReader(int wanted) {
        this.wanted = wanted;
    }

    /**
     * Handles a complete field. The implementation calls {@link #expect} or {@link #end}.
     *
     * @param bytes an array that begins with the field; valid until this returns
     */
    abstract void field(byte[] bytes, int length);

    /**
     * Sets what follows the current field.
     *
     * @param skip the number of bytes to skip, 0 or more
     * @param length the length of the next field, 1 to {@link #MAX_FIELD}
     */
    final void expect(long skip, int length) {
        skipped = skip;
        wanted = length;
    }

    /** Ignores the rest of the content. */
    final void end() {
        ended = true;
    }

    /** The type of the content according to the bytes read so far. */
    public abstract MediaType type();

    /** Reads the next bytes of the content, in order, beginning with the first byte. */
    public final void update(byte[] bytes, int offset, int length) {
        int at = offset;
        int end = offset + length;
        while (at < end && !ended) {
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

    /** Reads a big-endian number: unsigned with up to seven bytes, signed with eight. */
    static long number(byte[] bytes, int from, int length) {
        long number = 0;
        for (int i = from; i < from + length; i++) {
            number = (number << Byte.SIZE) | Byte.toUnsignedInt(bytes[i]);
        }
        return number;
    }
}
