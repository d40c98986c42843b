package io.kefu.websocket.connection;

/** Why the service closes a socket, in the codes that clients see (RFC 6455, section 7.4). */
public enum CloseCode {
    /** The node stops; reconnect elsewhere. */
    GOING_AWAY(1001, "going away"),
    /** A message was not text. */
    NOT_TEXT(1003, "text only"),
    /** A message was larger than allowed. */
    TOO_BIG(1009, "message too big"),
    /** The service met a fault of its own; reconnect. */
    FAULT(1011, "internal error"),
    /** The peer answered no ping. */
    SILENT(4000, "no pong"),
    /** The login ended. */
    LOGGED_OUT(4001, "token revoked"),
    /** The peer reads too slowly; it catches up when it returns. */
    TOO_SLOW(4008, "too slow"),
    /** The peer sends too much. */
    TOO_MANY(4029, "too many frames");

    private final int code;
    private final String reason;

    CloseCode(int code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    public int code() {
        return code;
    }

    public String reason() {
        return reason;
    }
}
