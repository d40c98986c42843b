package io.kefu.domain.reply;

import io.kefu.domain.user.UserId;

/** To whom a canned reply belongs. */
public sealed interface ReplyOwner {
    /** Whether these replies are shared by all kefu and admins. */
    default boolean isShared() {
        return this instanceof Everyone;
    }

    /** The reply is shared: all kefu and admins use it, and admins change it. */
    record Everyone() implements ReplyOwner {}

    /** The reply is a kefu's or admin's own. */
    record Staff(UserId id) implements ReplyOwner {}
}
