package io.kefu.domain.reply;

import io.kefu.domain.text.Texts;

/**
 * A text that kefu insert into messages by its shortcut. Placeholders in the content, such as <code>{{customer.name}}</code>, are
 * filled by the client.
 *
 * @param shortcut 1 to {@value #MAX_SHORTCUT} characters without control characters
 * @param content 1 to {@value #MAX_CONTENT} characters without control characters other than line breaks and tabs
 */
public record CannedReply(ReplyId id, ReplyOwner owner, String shortcut, String content) {
    public static final int MAX_SHORTCUT = 32;
    public static final int MAX_CONTENT = 4_000;

    public CannedReply {
        requireTexts(shortcut, content);
    }

    /**
     * Checks the texts of a reply.
     *
     * @throws io.kefu.domain.error.DomainException {@code INVALID_PARAMETER} for a text that a reply cannot have
     */
    public static void requireTexts(String shortcut, String content) {
        Texts.requireLine("shortcut", shortcut, MAX_SHORTCUT);
        Texts.requireLines("content", content, MAX_CONTENT);
    }
}
