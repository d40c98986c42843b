package io.kefu.websocket.upgrade;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;

/**
 * Tells whether the page that asks for a socket may have one (RFC 6455, section 10.2). The HTTP side decides it by the same
 * setting as for calls of the API, and leaves the decision in a request attribute. A client that sends no origin is no
 * browser.
 */
final class Origins {
    /** True for a page that may use the service. */
    private static final String ADMITTED = "kefu.origin.admitted";

    private Origins() {}

    static boolean allow(HttpRequest<?> request) {
        return !request.getHeaders().contains(HttpHeaders.ORIGIN)
                || request.getAttribute(ADMITTED, Boolean.class).orElse(false);
    }
}
