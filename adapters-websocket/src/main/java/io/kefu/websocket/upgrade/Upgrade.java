package io.kefu.websocket.upgrade;

/** What an upgrade request carries on its way to the socket. */
public final class Upgrade {
    /** The subprotocol that browsers name beside their token, and the only one that the service answers with. */
    public static final String SUBPROTOCOL = "kefu.v1";

    /** The request attribute with the user: a {@code Principal}. */
    public static final String USER = "kefu.user";

    /** The request attribute with the token's text. */
    public static final String TOKEN = "kefu.token";

    private Upgrade() {}
}
