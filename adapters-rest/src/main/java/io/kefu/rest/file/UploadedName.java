package io.kefu.rest.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.kefu.rest.body.HeaderParameters;
import io.kefu.rest.body.StrictDecoding;
import io.micronaut.http.HttpRequest;
import java.nio.charset.Charset;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the name of an uploaded file from the header of its part (RFC 7578, RFC 6266, RFC 8187, RFC 2047, and the escapes of
 * quotes in the HTML standard). The server's form decoder cannot be used: it replaces {@code , ; = :} with blanks, removes
 * backslashes, and uses the last one of {@code filename} and {@code filename*}.
 */
final class UploadedName {
    private static final String FIELD = "file";
    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final Pattern DISPOSITION =
            Pattern.compile("^content-disposition[ \\t]*:(.*)$", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
    private static final Pattern EXTENDED = Pattern.compile("([^']*)'[^']*'(.*)");
    private static final Pattern ENCODED_WORD = Pattern.compile("=\\?([^?*]+)(?:\\*[^?]*)?\\?([bBqQ])\\?([^?]*)\\?=");

    private UploadedName() {}

    /**
     * The name of the uploaded file.
     *
     * @param start the beginning of the form
     * @param decoded the name that the server's decoder has read, for a part whose header is not in the beginning
     */
    static String of(HttpRequest<?> request, byte[] start, String decoded) {
        return request.getContentType()
                .flatMap(type -> type.getParameters().get("boundary"))
                .flatMap(boundary -> disposition(start, unquoted(boundary.toString())))
                .flatMap(UploadedName::name)
                .orElse(decoded);
    }

    private static String unquoted(String text) {
        return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
    }

    /**
     * The value of the header Content-Disposition of the file's part; empty if that header is not in the beginning of the form.
     */
    static Optional<String> disposition(byte[] start, String boundary) {
        String form = "\r\n" + new String(start, ISO_8859_1);
        String delimiter = "\r\n--" + boundary;
        for (int at = form.indexOf(delimiter); at >= 0; at = form.indexOf(delimiter, at + delimiter.length())) {
            int end = form.indexOf(END_OF_HEAD, at + delimiter.length());
            if (end < 0) {
                return Optional.empty();
            }
            // A line that begins with a blank continues the previous line.
            String head = form.substring(at + delimiter.length(), end)
                    .replaceAll("\r\n[ \t]+", " ")
                    .replace("\r", "");
            Matcher found = DISPOSITION.matcher(head);
            if (found.find() && FIELD.equals(parameters(found.group(1)).get("name"))) {
                return utf8(found.group(1));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> utf8(String latin) {
        return StrictDecoding.ofBytes(latin.getBytes(ISO_8859_1), UTF_8);
    }

    /** The name in a header's value: {@code filename*} if it can be read, else {@code filename}. */
    static Optional<String> name(String disposition) {
        Map<String, String> parameters = parameters(disposition);
        @Nullable String extended = parameters.get("filename*");
        @Nullable String plain = parameters.get("filename");
        return Optional.ofNullable(extended)
                .flatMap(UploadedName::extended)
                .or(() -> Optional.ofNullable(plain).map(UploadedName::plain));
    }

    private static Map<String, String> parameters(String value) {
        return HeaderParameters.of(value).orElse(Map.of());
    }

    private static Optional<String> extended(String value) {
        Matcher form = EXTENDED.matcher(value);
        return form.matches()
                ? charset(form.group(1)).flatMap(charset -> StrictDecoding.ofPercentEncoded(form.group(2), charset))
                : Optional.empty();
    }

    private static Optional<Charset> charset(String name) {
        try {
            return Optional.of(name.isEmpty() ? UTF_8 : Charset.forName(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Decodes a {@code filename}. Browsers percent-encode only quotes and line ends; mail libraries write encoded
     * words.
     */
    private static String plain(String value) {
        Matcher words = ENCODED_WORD.matcher(value);
        return words.find()
                ? words.replaceAll(word -> Matcher.quoteReplacement(word(word).orElse(word.group())))
                : value.replace("%22", "\"").replaceAll("%0[dD]", "\r").replaceAll("%0[aA]", "\n");
    }

    private static Optional<String> word(MatchResult word) {
        return charset(word.group(1)).flatMap(charset -> {
            if (word.group(2).equalsIgnoreCase("q")) {
                String percent =
                        word.group(3).replace("%", "=25").replace('_', ' ').replace('=', '%');
                return StrictDecoding.ofPercentEncoded(percent, charset);
            }
            try {
                return StrictDecoding.ofBytes(Base64.getDecoder().decode(word.group(3)), charset);
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        });
    }
}
