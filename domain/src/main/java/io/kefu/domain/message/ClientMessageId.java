package io.kefu.domain.message;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.text.TextValue;
import io.kefu.domain.text.Texts;

/**
 * The id that a client gives its own message, so that sending the message again stores nothing.
 *
 * @param value 1 to {@value #MAX_LENGTH} characters, none of them a control character
 */
public record ClientMessageId(String value) implements TextValue {
    public static final int MAX_LENGTH = 64;

    public ClientMessageId {
        Texts.require("client_msg_id", value, 1, MAX_LENGTH);
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw DomainException.invalid("client_msg_id", Reason.MALFORMED);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
