package io.kefu.rest.body;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Optional;

/** Decodes texts. Returns empty for malformed input, in which other decoders would replace the malformed characters. */
public final class StrictDecoding {
    private StrictDecoding() {}

    /** The text that these bytes encode; empty if they are malformed. */
    public static Optional<String> ofBytes(byte[] bytes, Charset charset) {
        try {
            return Optional.of(
                    charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Decodes a text that has bytes as {@code %} and two hexadecimal digits; empty if it is malformed. */
    public static Optional<String> ofPercentEncoded(String text, Charset charset) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (c != '%') {
                bytes.writeBytes(Character.toString(c).getBytes(charset));
                i += Character.charCount(c);
                continue;
            }
            int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(text.charAt(i + 2), 16);
            if (low < 0) {
                return Optional.empty();
            }
            bytes.write(high << 4 | low);
            i += 3;
        }
        return ofBytes(bytes.toByteArray(), charset);
    }
}
