package io.kefu.rest.file;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a content that is asked for (RFC 9110, section 14). Whoever asks for several parts, or in a form that is none,
 * gets the whole, as the RFC allows.
 *
 * @param first the first byte, from 0
 * @param length how many; 0 for a part that begins behind the end, or is empty
 */
record ByteRange(long first, long length) {
    private static final Pattern FORM =
            Pattern.compile("bytes=\\s*(\\d{0,18})-(\\d{0,18})\\s*", Pattern.CASE_INSENSITIVE);

    /** The one part of a content of this size that a Range header names; nothing where the whole is to be sent. */
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

    /** Whether there is anything to send. */
    boolean isSatisfiable() {
        return length > 0;
    }

    /** As the Content-Range header spells it. */
    String of(long size) {
        return "bytes " + first + "-" + (first + length - 1) + "/" + size;
    }
}
