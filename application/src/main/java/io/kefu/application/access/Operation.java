package io.kefu.application.access;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.user.Role;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be asked of kefu, and the roles that may ever ask it. This is the first half of authorization,
 * known before a request's content is; the second half, whether this caller may touch that target, is each use case's.
 * A route or frame without an operation is refused.
 */
public enum Operation {
    LOG_IN(Audience.ANYONE),
    READ_HEALTH(Audience.ANYONE),
    CREATE_USER(Audience.ANYONE),
    LOG_OUT(Audience.USERS),
    LOG_OUT_KEFU(Audience.STAFF),
    BEAT(Audience.STAFF),
    READ_USER(Audience.USERS),
    UPDATE_USER(Audience.USERS),
    LIST_USERS(Audience.STAFF),
    LIST_ONLINE_USERS(Audience.STAFF),
    EXPORT_USER(Audience.CUSTOMERS_AND_ADMINS),
    ERASE_USER(Audience.CUSTOMERS_AND_ADMINS),
    READ_STATISTICS(Audience.STAFF),
    CONNECT(Audience.USERS),
    PING(Audience.USERS),
    SEND_MESSAGE(Audience.USERS),
    ADVANCE_CURSOR(Audience.USERS),
    READ_HISTORY(Audience.USERS),
    READ_LATEST(Audience.USERS),
    READ_UNREAD(Audience.USERS),
    RECALL_MESSAGE(Audience.USERS),
    RESUME(Audience.USERS),
    TYPE(Audience.USERS),
    USE_ROOMS(Audience.STAFF),
    READ_CONNECTIONS(Audience.STAFF),
    OPEN_SESSION(Audience.USERS),
    READ_SESSION(Audience.USERS),
    LIST_USER_SESSIONS(Audience.USERS),
    LIST_ACTIVE_SESSIONS(Audience.STAFF),
    LIST_WAITING_SESSIONS(Audience.STAFF),
    CLOSE_SESSION(Audience.USERS),
    TRANSFER_SESSION(Audience.STAFF),
    TAKE_SESSION(Audience.STAFF),
    RATE_SESSION(Audience.CUSTOMERS),
    UPLOAD_FILE(Audience.USERS),
    READ_FILE(Audience.USERS),
    LINK_FILE(Audience.USERS),
    DELETE_FILE(Audience.USERS);

    private enum Audience {
        ANYONE,
        USERS,
        CUSTOMERS,
        CUSTOMERS_AND_ADMINS,
        STAFF
    }

    private final Audience audience;

    Operation(Audience audience) {
        this.audience = audience;
    }

    /** Whether a caller without a login may ask this. */
    public boolean isOpen() {
        return audience == Audience.ANYONE;
    }

    /** Whether a caller of this role may ever ask this. */
    public boolean isFor(Role role) {
        return switch (audience) {
            case ANYONE, USERS -> true;
            case CUSTOMERS -> !role.isStaff();
            case CUSTOMERS_AND_ADMINS -> role != Role.KEFU;
            case STAFF -> role.isStaff();
        };
    }

    /**
     * Lets the caller pass.
     *
     * @param principal the caller; null when nobody is logged in
     * @throws DomainException {@link ErrorCode#UNAUTHORIZED} for a login that is missing, {@link ErrorCode#FORBIDDEN} for
     *     a role that may never
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
