package io.kefu.rest.body;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads a header's value with parameters, such as {@code form-data; name="file"} (RFC 9110, section 5.6.6). */
public final class HeaderParameters {
    private final String header;
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private int at;

    private HeaderParameters(String header) {
        this.header = header;
        this.at = end(0, ";");
    }

    /**
     * The parameters by their names in lower case, in the order of the header. If a name occurs twice, the first one
     * counts. Quotes are removed. A backslash escapes only quotes and backslashes, because before other characters it is
     * part of a Windows path.
     *
     * @return empty for a malformed value
     */
    public static Optional<Map<String, String>> of(String header) {
        HeaderParameters read = new HeaderParameters(header);
        return read.readAll() ? Optional.of(read.parameters) : Optional.empty();
    }

    private boolean readAll() {
        while (at < header.length()) {
            at++;
            int equals = end(at, "=;\"");
            String name = header.substring(at, equals).strip().toLowerCase(Locale.ROOT);
            at = equals;
            if (name.isEmpty() && (at == header.length() || header.charAt(at) == ';')) {
                continue;
            }
            if (at == header.length() || header.charAt(at) != '=') {
                return false;
            }
            at++;
            skipBlanks();
            String value = at < header.length() && header.charAt(at) == '"' ? quoted() : token();
            parameters.putIfAbsent(name, value);
            if (at < header.length() && header.charAt(at) != ';') {
                return false;
            }
        }
        return true;
    }

    private String token() {
        int end = end(at, ";");
        String token = header.substring(at, end).strip();
        at = end;
        return token;
    }

    private String quoted() {
        StringBuilder text = new StringBuilder();
        at++;
        while (at < header.length() && header.charAt(at) != '"') {
            boolean isEscape =
                    header.charAt(at) == '\\' && at + 1 < header.length() && "\"\\".indexOf(header.charAt(at + 1)) >= 0;
            at += isEscape ? 1 : 0;
            text.append(header.charAt(at));
            at++;
        }
        at = Math.min(at + 1, header.length());
        skipBlanks();
        return text.toString();
    }

    private void skipBlanks() {
        while (at < header.length() && Character.isWhitespace(header.charAt(at))) {
            at++;
        }
    }

    private int end(int from, String stops) {
        int end = from;
        while (end < header.length() && stops.indexOf(header.charAt(end)) < 0) {
            end++;
        }
        return end;
    }
}
