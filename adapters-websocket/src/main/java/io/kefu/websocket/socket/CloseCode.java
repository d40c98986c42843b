package io.kefu.websocket.socket;

import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;

/** The codes with which the service closes sockets (RFC 6455, section 7.4). Codes from 4000 on are its own. */
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
    /** The service failed. The client reconnects. */
    FAULT(1011, "internal error"),
    /** The peer did not answer pings. */
    SILENT(4000, "no pong"),
    /** The login has ended, or does not exist. */
    LOGGED_OUT(4001, "token revoked"),
    /** The login is valid, but its user may not open this socket. */
    FORBIDDEN(4003, "not allowed"),
    /** The user or the user's network is blocked. */
    BLOCKED(4003, "blocked"),
    /** The peer reads too slowly. It catches up when it reconnects. */
    TOO_SLOW(4008, "too slow"),
    /** The peer sends too many frames, or its user has too many sockets. */
    TOO_MANY(4029, "too many frames");

    private final int code;
    private final String reason;

    CloseCode(int code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    /** Maps the status of Netty for a broken frame to the code that the service sends. */
    static CloseCode of(WebSocketCloseStatus status) {
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
    static boolean isValidFromPeer(int code) {
        return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
    }

    public int code() {
        return code;
    }

    public String reason() {
        return reason;
    }
}
