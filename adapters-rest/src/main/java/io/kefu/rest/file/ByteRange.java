package io.kefu.rest.file;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a content that a {@code Range} header asks for (RFC 9110, section 14). A request for several parts or with a
 * malformed header is answered with the whole content, as the RFC allows.
 *
 * @param first the first byte, from 0
 * @param length the number of bytes; 0 for a part that is empty or begins after the end of the content
 */
record ByteRange(long first, long length) {
    private static final Pattern FORM =
            Pattern.compile("bytes=\\s*(\\d{0,18})-(\\d{0,18})\\s*", Pattern.CASE_INSENSITIVE);

    /** The part that a {@code Range} header asks for of a content of the given size; empty if the whole must be sent. */
    static Optional<ByteRange> parse(String header, long size) {
        Matcher form = FORM.matcher(header);
        if (!form.matches()) {
            return Optional.empty();
        }
        String from = form.group(1);
        String to = form.group(2);
        if (from.isEmpty()) {
            return to.isEmpty() ? Optional.empty() : Optional.of(last(Long.parseLong(to), size));
        }
        long first = Long.parseLong(from);
        long last = to.isEmpty() ? size - 1 : Long.parseLong(to);
        if (last < first && !to.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ByteRange(first, Math.max(0, Math.min(last, size - 1) - first + 1)));
    }

    private static ByteRange last(long length, long size) {
        long present = Math.min(length, size);
        return new ByteRange(size - present, present);
    }

    /** Whether the part has at least one byte. */
    boolean isSatisfiable() {
        return length > 0;
    }

    /** The value of the header {@code Content-Range} for a content of the given size. */
    String of(long size) {
        return "bytes " + first + "-" + (first + length - 1) + "/" + size;
    }
}
