package io.kefu.websocket.socket;

import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;

/** Why the service closes a socket, in the codes that clients see (RFC 6455, section 7.4). */
public enum CloseCode {
    /** The node stops, or the store's data were replaced. The client reconnects. */
    GOING_AWAY(1001, "going away"),
    /** The peer broke the WebSocket protocol. */
    PROTOCOL_ERROR(1002, "protocol error"),
    /** A message was not text. */
    NOT_TEXT(1003, "text only"),
    /** The content of a message was not UTF-8, or could not be decompressed. */
    INVALID_PAYLOAD(1007, "invalid payload"),
    /** A message was larger than allowed. */
    TOO_BIG(1009, "message too big"),
    /** The service met a fault of its own; reconnect. */
    FAULT(1011, "internal error"),
    /** The peer answered no ping. */
    SILENT(4000, "no pong"),
    /** The login ended, or there is no such login. */
    LOGGED_OUT(4001, "token revoked"),
    /** The login is valid, but may not open this socket. */
    FORBIDDEN(4003, "not allowed"),
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

    /** Maps the status of Netty for a broken frame to the code that the service sends. */
    public static CloseCode of(WebSocketCloseStatus status) {
        return switch (status.code()) {
            case 1007 -> INVALID_PAYLOAD;
            case 1009 -> TOO_BIG;
            default -> PROTOCOL_ERROR;
        };
    }

    /**
     * Whether a peer may send this code in a close frame: one that RFC 6455 (section 7.4) or the IANA registry defines for use
     * on the wire, or one from the ranges for libraries and applications.
     */
    public static boolean isValidFromPeer(int code) {
        return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
    }

    public int code() {
        return code;
    }

    public String reason() {
        return reason;
    }
}
