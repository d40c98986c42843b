package io.kefu.rest.security;

import io.kefu.domain.block.IpAddress;
import io.kefu.domain.error.DomainException;
import io.kefu.rest.address.ClientAddresses;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import org.jspecify.annotations.Nullable;

/**
 * Finds the address of upgrade requests, and counts refused upgrades like other requests without a login, so that a client that is refused again and again gets 429. A
 * refused login may be answered by a socket that is closed at once. The request then has the refusal as an attribute under the
 * class name of {@link DomainException}.
 */
@ServerFilter("/ws/**")
final class RefusedUpgrades implements Ordered {
    private static final int CLIENT_ERROR = 4;

    /** The request attribute with the client's {@link IpAddress}. The upgrade in adapters-websocket reads it by the same name. */
    private static final String ADDRESS = "kefu.client.address";

    private final ClientAddresses addresses;
    private final FloodGate gate;

    RefusedUpgrades(ClientAddresses addresses, FloodGate gate) {
        this.addresses = addresses;
        this.gate = gate;
    }

    /** Stores the address for the adapter of sockets. */
    @RequestFilter
    void storeAddress(HttpRequest<?> request) {
        @Nullable IpAddress address = addresses.of(request).exact();
        if (address != null) {
            request.setAttribute(ADDRESS, address);
        }
    }

    @ResponseFilter
    void count(HttpRequest<?> request, MutableHttpResponse<?> response) {
        boolean isRefused = response.code() / 100 == CLIENT_ERROR
                || request.getAttribute(DomainException.class.getName()).isPresent();
        if (isRefused) {
            gate.count(addresses.of(request));
        }
    }

    /** Runs after the filter that admits upgrades has answered. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE + 1;
    }
}
