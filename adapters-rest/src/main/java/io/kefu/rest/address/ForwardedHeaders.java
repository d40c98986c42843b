package io.kefu.rest.address;

import io.micronaut.http.HttpHeaders;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the headers with which proxies describe a request: {@code X-Forwarded-For}, {@code X-Forwarded-Host} and {@code
 * X-Forwarded-Proto}, or {@code Forwarded} (RFC 7239) if none of them is present. Most proxies set the former and pass the latter
 * on as the client wrote it. A proxy that sets {@code Forwarded} must therefore remove the other headers.
 *
 * <p>Lists are split from the end, because a trusted proxy wrote the end. An unbalanced quote at the beginning, which any
 * client may have written, then cannot swallow later elements.
 */
public final class ForwardedHeaders {
    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final String FORWARDED_HOST = "X-Forwarded-Host";
    private static final String FORWARDED_PROTO = "X-Forwarded-Proto";
    private static final String UNKNOWN = "unknown";

    /** The elements of {@code Forwarded}, each as its parameters by name in lower case, from the last to the first. */
    private final List<Map<String, String>> forwarded;

    private final List<String> hops;
    private final List<String> hosts;
    private final List<String> schemes;

    /** {@code values} returns all values of the header with the given name. */
    public ForwardedHeaders(Function<String, List<String>> values) {
        this.hops = list(values.apply(FORWARDED_FOR));
        this.hosts = list(values.apply(FORWARDED_HOST));
        this.schemes = list(values.apply(FORWARDED_PROTO));
        boolean isStandard = Stream.of(FORWARDED_FOR, FORWARDED_HOST, FORWARDED_PROTO)
                .allMatch(name -> values.apply(name).isEmpty());
        this.forwarded = isStandard
                ? splitFromTheEnd(String.join(",", values.apply(HttpHeaders.FORWARDED)), ',').stream()
                        .map(ForwardedHeaders::parameters)
                        .toList()
                : List.of();
    }

    /** The hops, from the last to the first, each as an address with or without a port, or as some other text. */
    List<String> hops() {
        return forwarded.isEmpty()
                ? hops
                : forwarded.stream()
                        .map(element -> element.getOrDefault("for", UNKNOWN))
                        .toList();
    }

    /** The host by which the client reached the outermost trusted proxy; null if no proxy names it. */
    public @Nullable String host(TrustedProxies proxies) {
        return forwarded.isEmpty() ? outermost(hosts, proxies) : ofForwarded("host", proxies);
    }

    /** The scheme by which the client reached the outermost trusted proxy; null if no proxy names it. */
    public @Nullable String scheme(TrustedProxies proxies) {
        return forwarded.isEmpty() ? outermost(schemes, proxies) : ofForwarded("proto", proxies);
    }

    /** The value that the outermost trusted proxy wrote; the first value if proxies replace the header instead of extending it. */
    private @Nullable String outermost(List<String> values, TrustedProxies proxies) {
        int inner = (int) hops.stream().takeWhile(proxies::containHop).count();
        return values.isEmpty() ? null : values.get(Math.min(inner, values.size() - 1));
    }

    /** The parameter in the element of the outermost trusted proxy, or in the nearest later element that has it. */
    private @Nullable String ofForwarded(String name, TrustedProxies proxies) {
        @Nullable String found = null;
        for (Map<String, String> element : forwarded) {
            found = element.getOrDefault(name, found);
            if (!proxies.containHop(element.getOrDefault("for", UNKNOWN))) {
                break;
            }
        }
        return found;
    }

    private static List<String> list(List<String> lines) {
        return splitFromTheEnd(String.join(",", lines), ',').stream()
                .map(ForwardedHeaders::unquoted)
                .toList();
    }

    /** The parameters of an element. A parameter that is empty or occurs twice is left out. */
    private static Map<String, String> parameters(String element) {
        Map<String, String> parameters = new HashMap<>();
        Set<String> names = new HashSet<>();
        for (String pair : splitFromTheEnd(element, ';')) {
            int sign = pair.indexOf('=');
            String name = pair.substring(0, Math.max(0, sign)).strip().toLowerCase(Locale.ROOT);
            String value = sign < 0 ? "" : unquoted(pair.substring(sign + 1).strip());
            if (!names.add(name) || value.isEmpty()) {
                parameters.remove(name);
            } else {
                parameters.put(name, value);
            }
        }
        return parameters;
    }

    /** The non-empty parts between separators outside of quotes, the last part first. */
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
