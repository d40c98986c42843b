package io.kefu.rest.error;

import io.micronaut.http.HttpRequest;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The id of a request. The answer and the log lines contain it, so that the log lines of an answer can be found. */
public final class RequestId {
    /** The header of answers with the id. A client may also send it, to choose the id itself. */
    public static final String HEADER = "X-Request-ID";

    /** The key of the id in the logging context. */
    public static final String MDC_KEY = "request_id";

    private static final String ATTRIBUTE = RequestId.class.getName();
    private static final Pattern ACCEPTABLE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private RequestId() {}

    /** The request's id: the client's if it has only characters that are safe in logs, else a random one made at the first call. */
    public static String of(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, String.class).orElseGet(() -> {
            String id = choose(request.getHeaders().get(HEADER));
            request.setAttribute(ATTRIBUTE, id);
            return id;
        });
    }

    private static String choose(@Nullable String ofClient) {
        return ofClient != null && ACCEPTABLE.matcher(ofClient).matches()
                ? ofClient
                : "req_" + UUID.randomUUID().toString().replace("-", "");
    }
}
