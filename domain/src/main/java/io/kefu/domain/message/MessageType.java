package io.kefu.domain.message;

import java.util.Locale;
import java.util.Optional;

/** The type of a message's content; the API calls it {@code msg_type}. */
public enum MessageType {
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

    /** Whether the content is the id of a file. */
    public boolean isMedia() {
        return this != TEXT && this != SYSTEM;
    }

    /** The type as the API spells it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type with this spelling in the API; empty for none. */
    public static Optional<MessageType> ofWord(String word) {
        return switch (word) {
            case "text" -> Optional.of(TEXT);
            case "image" -> Optional.of(IMAGE);
            case "file" -> Optional.of(FILE);
            case "voice" -> Optional.of(VOICE);
            case "video" -> Optional.of(VIDEO);
            case "system" -> Optional.of(SYSTEM);
            default -> Optional.empty();
        };
    }
}
