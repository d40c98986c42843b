package io.kefu.domain.file;

import io.kefu.domain.text.TextValue;
import java.util.regex.Pattern;

/**
 * A media type (RFC 6838) without parameters.
 *
 * @param value a type in lower case, such as {@code image/png}
 */
public record MediaType(String value) implements TextValue {
    private static final int MAX_LENGTH = 255;

    /** Types that browsers show or play and cannot execute. SVG is left out on purpose, because it can contain scripts. */
    private static final Pattern SHOWN = Pattern.compile("image/(png|jpeg|gif|webp|avif|bmp)"
            + "|audio/(mpeg|mp4|3gpp2?|ogg|wav|webm|x-matroska|aac|flac|amr|amr-wb)"
            + "|video/(mp4|3gpp2?|webm|x-matroska|ogg|quicktime)");

    public MediaType {
        if (value.length() > MAX_LENGTH || !value.matches("[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+")) {
            throw new IllegalArgumentException("Not a media type: " + value);
        }
    }

    /** Whether a browser may show or play contents of this type. Others are only saved. */
    public boolean isShown() {
        return SHOWN.matcher(value).matches();
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
