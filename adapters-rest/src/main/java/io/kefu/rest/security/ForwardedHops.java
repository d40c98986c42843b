package io.kefu.rest.security;

import io.micronaut.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the hops of a call from its headers, the last one first. {@code X-Forwarded-For} counts, and
 * {@code Forwarded} (RFC 7239) where that is absent: most proxies set the former and pass on whatever a client writes into
 * the latter. A proxy that sets {@code Forwarded} alone must remove the other header.
 *
 * <p>Elements are split from the end, since the end is what a trusted proxy wrote. An unbalanced quote at the beginning, which
 * any client may have written, thus cannot swallow later elements.
 */
final class ForwardedHops {
    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final String UNKNOWN = "unknown";
    private static final Pattern FOR = Pattern.compile("\\s*for\\s*=(.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private ForwardedHops() {}

    /** The hops, from the last to the first, each as an address with or without a port, or as some other text. */
    static List<String> of(HttpHeaders headers) {
        List<String> lines = headers.getAll(FORWARDED_FOR);
        return lines.isEmpty()
                ? splitFromTheEnd(String.join(",", headers.getAll(HttpHeaders.FORWARDED)), ',').stream()
                        .map(ForwardedHops::node)
                        .toList()
                : splitFromTheEnd(String.join(",", lines), ',').stream()
                        .map(ForwardedHops::unquoted)
                        .toList();
    }

    /** The client that an element of {@code Forwarded} names; {@code unknown} if it does not name exactly one. */
    private static String node(String element) {
        List<String> nodes = splitFromTheEnd(element, ';').stream()
                .map(FOR::matcher)
                .filter(Matcher::matches)
                .map(pair -> unquoted(Objects.requireNonNull(pair.group(1)).strip()))
                .toList();
        return nodes.size() == 1 ? nodes.getFirst() : UNKNOWN;
    }

    /** The parts between separators that stand outside of quotes, the last one first, without empty ones. */
    private static List<String> splitFromTheEnd(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean isQuoted = false;
        int end = text.length();
        for (int i = text.length() - 1; i >= -1; i--) {
            if (i == -1 || (text.charAt(i) == separator && !isQuoted)) {
                Optional.of(text.substring(i + 1, end).strip())
                        .filter(part -> !part.isEmpty())
                        .ifPresent(parts::add);
                end = Math.max(i, 0);
            } else if (text.charAt(i) == '"' && !isEscaped(text, i)) {
                isQuoted = !isQuoted;
            }
        }
        return parts;
    }

    /** Whether an odd number of backslashes stands before a character. */
    private static boolean isEscaped(String text, int at) {
        int first = at;
        while (first > 0 && text.charAt(first - 1) == '\\') {
            first--;
        }
        return (at - first) % 2 == 1;
    }

    private static String unquoted(String text) {
        return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                        .replaceAll("\\\\(.)", "$1")
                        .strip()
                : text;
    }
}
