package io.kefu.domain.file;

import io.kefu.domain.text.TextValue;
import java.util.Set;

/**
 * A media type (RFC 6838) without parameters.
 *
 * @param value a type in lower case, such as {@code image/png}
 */
public record MediaType(String value) implements TextValue {
    private static final int MAX_LENGTH = 255;

    /**
     * Types that browsers show or play and cannot execute. SVG is left out on purpose, because it can contain scripts.
     */
    private static final Set<String> SHOWN = Set.of(
            "image/png",
            "image/jpeg",
            "image/gif",
            "image/webp",
            "image/avif",
            "image/bmp",
            "audio/mpeg",
            "audio/mp4",
            "audio/3gpp",
            "audio/3gpp2",
            "audio/ogg",
            "audio/wav",
            "audio/webm",
            "audio/x-matroska",
            "audio/aac",
            "audio/flac",
            "audio/amr",
            "audio/amr-wb",
            "video/mp4",
            "video/3gpp",
            "video/3gpp2",
            "video/webm",
            "video/x-matroska",
            "video/ogg",
            "video/quicktime");

    public MediaType {
        if (value.length() > MAX_LENGTH || !value.matches("[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+")) {
            throw new IllegalArgumentException("Not a media type: " + value);
        }
    }

    /** Whether a browser may show or play contents of this type. Others are only saved. */
    public boolean isShown() {
        return SHOWN.contains(value);
    }

    /** Whether this is the type of a picture. */
    public boolean isImage() {
        return value.startsWith("image/");
    }

    /** Whether the type matches a pattern: a type, {@code image/*} or <code>*&#47;*</code>. */
    public boolean matches(String pattern) {
        return pattern.equals("*/*")
                || pattern.equals(value)
                || (pattern.endsWith("/*") && value.startsWith(pattern.substring(0, pattern.length() - 1)));
    }

    @Override
    public String toString() {
        return value;
    }
}
