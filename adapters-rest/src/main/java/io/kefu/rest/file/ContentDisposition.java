package io.kefu.rest.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kefu.domain.file.FileName;

/** Writes the header that tells a browser whether to show or save a content, and under which name (RFC 6266, RFC 8187). */
final class ContentDisposition {
    private static final String UNESCAPED = "!#$&+-.^_`|~";

    private ContentDisposition() {}

    static String of(boolean isShown, FileName name) {
        return (isShown ? "inline" : "attachment") + "; filename=\"" + ascii(name.value()) + "\"; filename*=UTF-8''"
                + escaped(name.value());
    }

    /** The name for clients that do not know {@code filename*}: characters that are not plain ASCII become underscores. */
    private static String ascii(String name) {
        StringBuilder plain = new StringBuilder();
        name.codePoints().forEach(c -> plain.append(c >= ' ' && c < 0x7f && "\"\\%".indexOf(c) < 0 ? (char) c : '_'));
        return plain.toString();
    }

    private static String escaped(String name) {
        StringBuilder escaped = new StringBuilder();
        for (byte b : name.getBytes(UTF_8)) {
            char c = (char) Byte.toUnsignedInt(b);
            if ((c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || UNESCAPED.indexOf(c) >= 0) {
                escaped.append(c);
            } else {
                escaped.append('%').append("%02X".formatted((int) c));
            }
        }
        return escaped.toString();
    }
}
