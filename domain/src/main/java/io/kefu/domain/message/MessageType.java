package io.kefu.domain.message;

import io.kefu.domain.text.Word;
import java.util.Map;
import java.util.Optional;

/** The type of a message's content; the API calls it {@code msg_type}. */
public enum MessageType implements Word {
    /** A text. */
    TEXT,
    /** The id of a file with an image. */
    IMAGE,
    /** The id of any other file. */
    FILE,
    /** The id of a file with a voice recording. */
    VOICE,
    /** The id of a file with a video. */
    VIDEO,
    /** The text of an entry that the service writes itself. */
    SYSTEM;

    private static final Map<String, MessageType> BY_WORD = Word.index(MessageType.class);

    /** Whether the content is the id of a file. */
    public boolean isMedia() {
        return this != TEXT && this != SYSTEM;
    }

    /** The type with this spelling in the API; empty for none. */
    public static Optional<MessageType> ofWord(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }
}
