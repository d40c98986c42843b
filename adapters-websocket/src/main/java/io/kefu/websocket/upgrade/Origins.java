package io.kefu.websocket.upgrade;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;

/**
 * Decides whether the page that asks for a socket may have one (RFC 6455, section 10.2). The HTTP adapter applies the
 * same setting as for calls of the API, and stores the decision in a request attribute. A client that sends no origin
 * is not a browser and is allowed.
 */
final class Origins {
    /** The request attribute that is true if the page may use the service. */
    private static final String ADMITTED = "kefu.origin.admitted";

    private Origins() {}

    static boolean allow(HttpRequest<?> request) {
        return !request.getHeaders().contains(HttpHeaders.ORIGIN)
                || request.getAttribute(ADMITTED, Boolean.class).orElse(false);
    }
}
