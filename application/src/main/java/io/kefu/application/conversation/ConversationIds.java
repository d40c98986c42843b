package io.kefu.application.conversation;

import io.kefu.application.hash.Sha256;
import io.kefu.domain.conversation.Base64Url;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.user.UserId;
import java.util.Arrays;

/**
 * Derives the id of a conversation from the ids of its users: the first 96 bits of a SHA-256. Among ten million
 * conversations two share an id with a probability below 10<sup>-14</sup>.
 */
public final class ConversationIds {
    private static final int BYTES = 12;

    private ConversationIds() {}

    /** The conversation of a customer and the service. */
    public static ConversationId ofCustomer(UserId customer) {
        return derive("customer\n" + customer);
    }

    /** The pair conversation of two colleagues, in either order. */
    public static ConversationId ofPair(UserId first, UserId second) {
        return first.compareTo(second) <= 0 ? derive("pair\n" + first + "\n" + second) : ofPair(second, first);
    }

    private static ConversationId derive(String text) {
        byte[] key = Arrays.copyOf(Sha256.of(text), BYTES);
        return new ConversationId(ConversationId.PREFIX + Base64Url.encode(key));
    }
}
