package io.kefu.websocket.upgrade;

import io.kefu.domain.block.IpAddress;
import io.kefu.domain.presence.OpenSocket;
import io.kefu.websocket.delivery.ClientOrigin;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.netty.channel.Channel;

/** The subprotocol, and the attributes that pass an upgrade request's user and token to its socket. */
public final class Upgrade {
    /** The subprotocol that browsers name beside their token, and the only one that the service answers with. */
    public static final String SUBPROTOCOL = "kefu.v1";

    /** The request attribute with the user: a {@code Principal}. */
    public static final String USER = "kefu.user";

    /** The request attribute with the token's text. */
    public static final String TOKEN = "kefu.token";

    /**
     * The request attribute with the {@code CloseCode} of a socket that is closed at once; absent for all other
     * sockets.
     */
    public static final String REFUSAL = "kefu.refusal";

    /** The request attribute with the client's {@link IpAddress}. The HTTP adapter sets it. */
    private static final String ADDRESS = "kefu.client.address";

    private Upgrade() {}

    /** Where the request comes from. */
    public static ClientOrigin from(HttpRequest<?> request) {
        return new ClientOrigin(
                request.getAttribute(ADDRESS, IpAddress.class).orElse(null),
                printable(request.getHeaders().get(HttpHeaders.USER_AGENT, String.class, "")));
    }

    /** The beginning of the text, with other characters than those of ASCII replaced. */
    private static String printable(String text) {
        String clean = text.replaceAll("[^ -~]", "?").strip();
        return clean.substring(0, Math.min(clean.length(), OpenSocket.MAX_CLIENT));
    }

    /** Removes from the pipeline of a socket that was just upgraded the handlers that only HTTP requests need. */
    public static void removeHandlers(Channel channel) {
        channel.pipeline().remove(UrlTokenRedactor.class);
        channel.pipeline().remove(HandshakeGate.class);
    }
}
