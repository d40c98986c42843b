package io.kefu.domain.block;

import io.kefu.domain.conversation.Base64Url;
import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import io.kefu.domain.text.TextValue;

/**
 * Identifies a block. It is derived from what is blocked, so a user or network has at most one block.
 *
 * @param value {@code block_} and 16 characters of URL-safe Base64
 */
public record BlockId(String value) implements TextValue {
    public static final String PREFIX = "block_";
    private static final int KEY_LENGTH = 16;

    public BlockId {
        if (!value.startsWith(PREFIX) || !Base64Url.isText(value, PREFIX.length(), KEY_LENGTH)) {
            throw DomainException.invalid("block_id", Reason.MALFORMED);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
