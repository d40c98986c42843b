package io.kefu.rest.error;

import io.kefu.domain.error.ErrorCode;
import io.micronaut.http.HttpStatus;

/** Maps error codes to HTTP statuses and back. */
public final class ErrorStatus {
    private ErrorStatus() {}

    /** The status of the answer with the given code. */
    public static HttpStatus of(ErrorCode code) {
        return switch (code) {
            case INVALID_PARAMETER -> HttpStatus.BAD_REQUEST;
            case UNAUTHORIZED -> HttpStatus.UNAUTHORIZED;
            case FORBIDDEN, BLOCKED, CONVERSATION_LEFT -> HttpStatus.FORBIDDEN;
            case USER_NOT_FOUND,
                    SESSION_NOT_FOUND,
                    FILE_NOT_FOUND,
                    MESSAGE_NOT_FOUND,
                    REPLY_NOT_FOUND,
                    BLOCK_NOT_FOUND,
                    ROUTE_NOT_FOUND -> HttpStatus.NOT_FOUND;
            case METHOD_NOT_ALLOWED -> HttpStatus.METHOD_NOT_ALLOWED;
            case CONFLICT, SESSION_CLOSED -> HttpStatus.CONFLICT;
            case PAYLOAD_TOO_LARGE -> HttpStatus.REQUEST_ENTITY_TOO_LARGE;
            case UNSUPPORTED_MEDIA_TYPE -> HttpStatus.UNSUPPORTED_MEDIA_TYPE;
            case RATE_LIMITED -> HttpStatus.TOO_MANY_REQUESTS;
            case INTERNAL_ERROR -> HttpStatus.INTERNAL_SERVER_ERROR;
            case SERVICE_UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    }

    /** The code for a status that the HTTP server has set. */
    static ErrorCode codeOf(int status) {
        return switch (status) {
            case 401 -> ErrorCode.UNAUTHORIZED;
            case 403 -> ErrorCode.FORBIDDEN;
            case 404 -> ErrorCode.ROUTE_NOT_FOUND;
            case 405 -> ErrorCode.METHOD_NOT_ALLOWED;
            case 406, 415 -> ErrorCode.UNSUPPORTED_MEDIA_TYPE;
            case 409 -> ErrorCode.CONFLICT;
            case 413, 414, 431 -> ErrorCode.PAYLOAD_TOO_LARGE;
            case 429 -> ErrorCode.RATE_LIMITED;
            case 503 -> ErrorCode.SERVICE_UNAVAILABLE;
            default -> status < 500 ? ErrorCode.INVALID_PARAMETER : ErrorCode.INTERNAL_ERROR;
        };
    }
}
