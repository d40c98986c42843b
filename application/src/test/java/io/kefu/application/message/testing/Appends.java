package io.kefu.application.message.testing;

import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.message.port.MessageLog.Append;
import io.kefu.application.message.port.MessageLog.Rule;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.message.ClientMessageId;
import io.kefu.domain.message.Draft;
import io.kefu.domain.message.MessageType;
import io.kefu.domain.session.SessionId;
import io.kefu.domain.user.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Messages to append, made at noon of a day in 2026 and named like their senders unless changed. */
public final class Appends {
    /** When they are made. */
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private Appends() {}

    /** A customer to whoever serves. */
    public static Append customer(UserId customer, String text) {
        return append(ConversationIds.ofCustomer(customer), Rule.CUSTOMER, customer, null, true, text);
    }

    /** A kefu to a customer who is served. */
    public static Append serving(UserId kefu, UserId customer, String text) {
        return append(ConversationIds.ofCustomer(customer), Rule.SERVING, kefu, customer, false, text);
    }

    /** An admin to a customer. */
    public static Append admin(UserId admin, UserId customer, String text) {
        return append(ConversationIds.ofCustomer(customer), Rule.ADMIN, admin, customer, true, text);
    }

    /** A kefu to another. */
    public static Append pair(UserId from, UserId to, String text) {
        return append(ConversationIds.ofPair(from, to), Rule.PAIR, from, to, true, text);
    }

    private static Append append(
            ConversationId conversation, Rule rule, UserId from, @Nullable UserId to, boolean toIsKnown, String text) {
        return new Append(conversation, rule, from, from.value(), to, toIsKnown, text(text, null), null, null, NOON);
    }

    private static Draft text(String text, @Nullable ClientMessageId id) {
        return new Draft(MessageType.TEXT, text, null, id);
    }

    /** The same text under a client message id. */
    public static Append under(Append append, String clientMessageId) {
        return with(append, text(append.draft().content(), new ClientMessageId(clientMessageId)));
    }

    /** The same with another content. */
    public static Append with(Append append, Draft draft) {
        return changed(append, append.to(), append.toIsKnown(), draft, append.origin(), append.now());
    }

    /** The same to somebody else. */
    public static Append to(Append append, @Nullable UserId to, boolean isKnown) {
        return changed(append, to, isKnown, append.draft(), append.origin(), append.now());
    }

    /** The same from a connection. */
    public static Append via(Append append, String origin) {
        return changed(append, append.to(), append.toIsKnown(), append.draft(), origin, append.now());
    }

    /** The same, in this session alone. */
    public static Append in(Append old, SessionId session) {
        return new Append(
                old.conversation(),
                old.rule(),
                old.from(),
                old.senderName(),
                old.to(),
                old.toIsKnown(),
                old.draft(),
                old.origin(),
                session,
                old.now());
    }

    /** The same at another time. */
    public static Append at(Append append, Instant now) {
        return changed(append, append.to(), append.toIsKnown(), append.draft(), append.origin(), now);
    }

    private static Append changed(
            Append old, @Nullable UserId to, boolean isKnown, Draft draft, @Nullable String origin, Instant now) {
        return new Append(
                old.conversation(),
                old.rule(),
                old.from(),
                old.senderName(),
                to,
                isKnown,
                draft,
                origin,
                old.session(),
                now);
    }
}
