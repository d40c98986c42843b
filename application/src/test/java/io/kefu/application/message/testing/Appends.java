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

/** Builds messages to append: by default at noon of a day in 2026, with the sender's id as name. */
public final class Appends {
    /** The default time. */
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private Appends() {}

    /** A message of a customer to the kefu who serves. */
    public static Append customer(UserId customer, String text) {
        return append(ConversationIds.ofCustomer(customer), Rule.CUSTOMER, customer, null, true, text);
    }

    /** A message of a kefu to a customer whom they serve. */
    public static Append serving(UserId kefu, UserId customer, String text) {
        return append(ConversationIds.ofCustomer(customer), Rule.SERVING, kefu, customer, false, text);
    }

    /** A message of an admin to a customer. */
    public static Append admin(UserId admin, UserId customer, String text) {
        return append(ConversationIds.ofCustomer(customer), Rule.ADMIN, admin, customer, true, text);
    }

    /** A message of a kefu to a colleague. */
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
        return copy(append, append.to(), append.toIsKnown(), draft, append.origin(), append.session(), append.now());
    }

    /** The same to another recipient. */
    public static Append to(Append append, @Nullable UserId to, boolean isKnown) {
        return copy(append, to, isKnown, append.draft(), append.origin(), append.session(), append.now());
    }

    /** The same from a connection. */
    public static Append via(Append append, String origin) {
        return copy(append, append.to(), append.toIsKnown(), append.draft(), origin, append.session(), append.now());
    }

    /** The same, which may be stored only in this session. */
    public static Append in(Append append, SessionId session) {
        return copy(append, append.to(), append.toIsKnown(), append.draft(), append.origin(), session, append.now());
    }

    /** The same at another time. */
    public static Append at(Append append, Instant now) {
        return copy(append, append.to(), append.toIsKnown(), append.draft(), append.origin(), append.session(), now);
    }

    private static Append copy(
            Append old,
            @Nullable UserId to,
            boolean isKnown,
            Draft draft,
            @Nullable String origin,
            @Nullable SessionId session,
            Instant now) {
        return new Append(
                old.conversation(), old.rule(), old.from(), old.senderName(), to, isKnown, draft, origin, session, now);
    }
}
