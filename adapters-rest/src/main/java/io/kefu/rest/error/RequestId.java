package io.kefu.rest.error;

import io.micronaut.http.HttpRequest;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names a call in its answer, in its error and in the log, so that one leads to the others. */
public final class RequestId {
    /** The header of the answer, and of a request whose client names its calls itself. */
    public static final String HEADER = "X-Request-ID";

    /** The name in the log's context. */
    public static final String MDC_KEY = "request_id";

    private static final String ATTRIBUTE = RequestId.class.getName();
    private static final Pattern ACCEPTABLE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private RequestId() {}

    /** The call's id: the client's own if it is harmless in a log, else one made at the first look. */
    public static String of(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, String.class).orElseGet(() -> {
            String id = choose(request.getHeaders().get(HEADER));
            request.setAttribute(ATTRIBUTE, id);
            return id;
        });
    }

    private static String choose(@Nullable String own) {
        return own != null && ACCEPTABLE.matcher(own).matches()
                ? own
                : "req_" + UUID.randomUUID().toString().replace("-", "");
    }
}
