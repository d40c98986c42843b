package io.kefu.application.access;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.user.Role;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be asked of the service, with the roles that may ask for it. This is the first half of
 * authorization, which needs no content of the request. The second half, whether this caller may act on that target, is
 * decided by each use case. A route or frame without an operation is refused.
 */
public enum Operation {
    LOG_IN(Audience.ANYONE),
    LOG_IN_CUSTOMER(Audience.ANYONE),
    READ_HEALTH(Audience.ANYONE),
    CREATE_USER(Audience.ANYONE),
    LOG_OUT(Audience.USERS),
    LOG_OUT_KEFU(Audience.STAFF),
    HEARTBEAT(Audience.STAFF),
    READ_USER(Audience.USERS),
    UPDATE_USER(Audience.USERS),
    LIST_USERS(Audience.STAFF),
    LIST_ONLINE_USERS(Audience.STAFF),
    EXPORT_USER(Audience.CUSTOMERS_AND_ADMINS),
    ERASE_USER(Audience.CUSTOMERS_AND_ADMINS),
    READ_STATISTICS(Audience.STAFF),
    READ_AUDIT(Audience.ADMINS),
    CONNECT(Audience.USERS),
    PING(Audience.USERS),
    SEND_MESSAGE(Audience.USERS),
    ADVANCE_CURSOR(Audience.USERS),
    READ_HISTORY(Audience.USERS),
    SEARCH_MESSAGES(Audience.USERS),
    READ_LATEST(Audience.USERS),
    READ_UNREAD(Audience.USERS),
    RECALL_MESSAGE(Audience.USERS),
    RESUME(Audience.USERS),
    TYPE(Audience.USERS),
    USE_ROOMS(Audience.STAFF),
    READ_CONNECTIONS(Audience.STAFF),
    OPEN_SESSION(Audience.USERS),
    READ_SESSION(Audience.USERS),
    LIST_SESSIONS(Audience.STAFF),
    LIST_USER_SESSIONS(Audience.USERS),
    LIST_ACTIVE_SESSIONS(Audience.STAFF),
    LIST_WAITING_SESSIONS(Audience.STAFF),
    CLOSE_SESSION(Audience.USERS),
    TRANSFER_SESSION(Audience.STAFF),
    TAKE_SESSION(Audience.STAFF),
    TAG_SESSION(Audience.STAFF),
    ADD_NOTE(Audience.STAFF),
    LIST_NOTES(Audience.STAFF),
    RATE_SESSION(Audience.CUSTOMERS),
    LIST_REPLIES(Audience.STAFF),
    WRITE_REPLY(Audience.STAFF),
    UPLOAD_FILE(Audience.USERS),
    READ_FILE(Audience.USERS),
    LINK_FILE(Audience.USERS),
    DELETE_FILE(Audience.USERS),
    LIST_BLOCKS(Audience.STAFF),
    BLOCK_USER(Audience.STAFF),
    BLOCK_NETWORK(Audience.ADMINS),
    REMOVE_BLOCK(Audience.STAFF),
    READ_OPENING(Audience.ANYONE),
    READ_HOURS(Audience.STAFF),
    SET_HOURS(Audience.ADMINS),
    EXPLAIN_PRESENCE(Audience.STAFF);

    private enum Audience {
        ANYONE,
        USERS,
        CUSTOMERS,
        CUSTOMERS_AND_ADMINS,
        STAFF,
        ADMINS
    }

    private final Audience audience;

    Operation(Audience audience) {
        this.audience = audience;
    }

    /** Whether a caller without a login may ask for this. */
    public boolean isOpen() {
        return audience == Audience.ANYONE;
    }

    /** Whether a caller of this role may ask for this. */
    public boolean isFor(Role role) {
        return switch (audience) {
            case ANYONE, USERS -> true;
            case CUSTOMERS -> !role.isStaff();
            case CUSTOMERS_AND_ADMINS -> role != Role.KEFU;
            case STAFF -> role.isStaff();
            case ADMINS -> role == Role.ADMIN;
        };
    }

    /**
     * Whether a blocked caller may ask for this. Blocked customers may not contact anybody, and blocked staff may only log out.
     *
     * @param caller null for a caller who is not logged in
     */
    public boolean isForBlocked(@Nullable Principal caller) {
        return switch (this) {
            case LOG_IN, LOG_OUT, LOG_OUT_KEFU, READ_HEALTH, READ_OPENING -> true;
            case LOG_IN_CUSTOMER, CREATE_USER, CONNECT, SEND_MESSAGE, OPEN_SESSION, UPLOAD_FILE -> false;
            default -> caller == null || !caller.isStaff();
        };
    }

    /**
     * Checks that the caller may ask for this.
     *
     * @param principal the caller; null for a caller who is not logged in
     * @throws DomainException {@link ErrorCode#UNAUTHORIZED} for a missing login, {@link ErrorCode#FORBIDDEN} for a role that
     *     may not ask for this
     */
    public void requireAllowed(@Nullable Principal principal) {
        if (isOpen()) {
            return;
        }
        if (principal == null) {
            throw DomainException.of(ErrorCode.UNAUTHORIZED);
        }
        if (!isFor(principal.role())) {
            throw DomainException.of(ErrorCode.FORBIDDEN);
        }
    }
}
