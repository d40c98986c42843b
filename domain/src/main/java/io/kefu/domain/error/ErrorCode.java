package io.kefu.domain.error;

/** Every way in which kefu refuses a request. The names are part of the API and never change. */
public enum ErrorCode {
    /** The request's shape is wrong: a missing, malformed or out-of-range value. */
    INVALID_PARAMETER,
    /** Nobody is logged in, or the login no longer holds. */
    UNAUTHORIZED,
    /** The caller is known, and may not do this. */
    FORBIDDEN,
    /** No such user, or none that the caller may see. */
    USER_NOT_FOUND,
    /** No such session, or none that the caller may see. */
    SESSION_NOT_FOUND,
    /** No such file, or none that the caller may see. */
    FILE_NOT_FOUND,
    /** No such message or conversation, or none that the caller may see. */
    MESSAGE_NOT_FOUND,
    /** The path leads nowhere. */
    ROUTE_NOT_FOUND,
    /** The path exists, with another method. */
    METHOD_NOT_ALLOWED,
    /** The request contradicts the state that it meets. */
    CONFLICT,
    /** The session in question is over. */
    SESSION_CLOSED,
    /** The conversation is served by somebody else now. */
    CONVERSATION_LEFT,
    /** The request is larger than allowed. */
    PAYLOAD_TOO_LARGE,
    /** The request's content type is not one that the route reads. */
    UNSUPPORTED_MEDIA_TYPE,
    /** Too many requests; the exception says when to come back. */
    RATE_LIMITED,
    /** A fault of the service. */
    INTERNAL_ERROR,
    /** A part that the service needs does not answer; repeating the request later is safe. */
    SERVICE_UNAVAILABLE
}
