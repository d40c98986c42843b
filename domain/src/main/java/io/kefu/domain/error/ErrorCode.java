package io.kefu.domain.error;

/** The kinds of refusals. The names are part of the API and never change. */
public enum ErrorCode {
    /** A value of the request is missing, malformed or out of range. */
    INVALID_PARAMETER,
    /** The caller is not logged in, or the login has ended. */
    UNAUTHORIZED,
    /** The caller is logged in and may not do this. */
    FORBIDDEN,
    /** The caller or the caller's network is blocked. */
    BLOCKED,
    /** The user does not exist, or the caller may not see it. */
    USER_NOT_FOUND,
    /** The session does not exist, or the caller may not see it. */
    SESSION_NOT_FOUND,
    /** The file does not exist, or the caller may not see it. */
    FILE_NOT_FOUND,
    /** The message or conversation does not exist, or the caller may not see it. */
    MESSAGE_NOT_FOUND,
    /** The canned reply does not exist, or the caller may not see it. */
    REPLY_NOT_FOUND,
    /** The block does not exist, or has ended. */
    BLOCK_NOT_FOUND,
    /** No route has this path. */
    ROUTE_NOT_FOUND,
    /** A route has this path, but with another method. */
    METHOD_NOT_ALLOWED,
    /** The request conflicts with the current state. */
    CONFLICT,
    /** The session is closed. */
    SESSION_CLOSED,
    /** The kefu no longer serves the customer of the conversation. */
    CONVERSATION_LEFT,
    /** The request is larger than allowed. */
    PAYLOAD_TOO_LARGE,
    /** The route does not support the content type of the request. */
    UNSUPPORTED_MEDIA_TYPE,
    /** Too many requests; {@link DomainException#retryAfter} says when to repeat the request. */
    RATE_LIMITED,
    /** An error inside the service. */
    INTERNAL_ERROR,
    /** A store that the service needs does not answer. Repeating the request later is safe. */
    SERVICE_UNAVAILABLE
}
