package io.kefu.websocket.upgrade;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/** Tells a client that asked for no upgrade, or for another version, what to ask for (RFC 6455, section 4.4). */
@ServerFilter("/ws/**")
final class RequiredUpgrade implements Ordered {
    /** The request attribute that is present where the refusal is such an answer. */
    static final String ATTRIBUTE = RequiredUpgrade.class.getName();

    @ResponseFilter
    void require(HttpRequest<?> request, MutableHttpResponse<?> response) {
        if (request.getAttribute(ATTRIBUTE).isPresent()) {
            response.status(HttpStatus.UPGRADE_REQUIRED)
                    .header(HttpHeaders.CONNECTION, Handshake.UPGRADE)
                    .header(Handshake.UPGRADE, "websocket")
                    .header(Handshake.SEC_WEBSOCKET_VERSION, Handshake.VERSION);
        }
    }

    /** Stands outside the filter that refuses, so that it sees the refusal. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
