package io.kefu.bootstrap.response;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A whole response that a node sent.
 *
 * @param target the target of the request, with its query
 * @param type the value of the {@code Content-Type} header; null if absent
 * @param body the whole body if it is JSON, else its beginning
 */
public record SentResponse(
        String method, String target, int status, @Nullable String type, String body) {
    private static final String LINE = "kefu-test-response";
    private static final String NO_TYPE = "-";
    private static final String END = "end";

    /** The response as a line, which a node process writes to its output. */
    String line() {
        return String.join(
                "\t",
                LINE,
                method,
                target,
                String.valueOf(status),
                type == null ? NO_TYPE : type,
                Base64.getEncoder().encodeToString(body.getBytes(UTF_8)),
                END);
    }

    /** The response in a line of a node process; empty if the line is another one, or cut because the process was killed. */
    public static Optional<SentResponse> of(String line) {
        List<String> parts = List.of(line.split("\t", -1));
        return !parts.getFirst().equals(LINE) || !parts.getLast().equals(END)
                ? Optional.empty()
                : Optional.of(new SentResponse(
                        parts.get(1),
                        parts.get(2),
                        Integer.parseInt(parts.get(3)),
                        parts.get(4).equals(NO_TYPE) ? null : parts.get(4),
                        new String(Base64.getDecoder().decode(parts.get(5)), UTF_8)));
    }
}
