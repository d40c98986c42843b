package io.kefu.websocket.upgrade;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/**
 * Answers a client that asked for no upgrade, or for another version, with the headers that it must send (RFC 6455,
 * section 4.4).
 */
@ServerFilter("/ws/**")
final class UpgradeRequiredFilter implements Ordered {
    /** The request attribute that is present if the request was refused for this reason. */
    static final String ATTRIBUTE = UpgradeRequiredFilter.class.getName();

    @ResponseFilter
    void require(HttpRequest<?> request, MutableHttpResponse<?> response) {
        if (request.getAttribute(ATTRIBUTE).isPresent()) {
            response.status(HttpStatus.UPGRADE_REQUIRED)
                    .header(HttpHeaders.CONNECTION, Handshake.UPGRADE)
                    .header(Handshake.UPGRADE, "websocket")
                    .header(Handshake.SEC_WEBSOCKET_VERSION, Handshake.VERSION);
        }
    }

    /** Runs outside the filter that refuses the request, so that it sees the response of the refusal. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
