package io.kefu.domain.message;

import java.util.Locale;
import java.util.Optional;

/** What a message's content is; the API calls it {@code msg_type}. */
public enum MessageType {
    /** Words. */
    TEXT,
    /** The id of a picture's file. */
    IMAGE,
    /** The id of any other file. */
    FILE,
    /** The id of a recording's file. */
    VOICE,
    /** The id of a video's file. */
    VIDEO,
    /** An entry that the service writes itself. */
    SYSTEM;

    /** Whether the content names a file. */
    public boolean isMedia() {
        return this != TEXT && this != SYSTEM;
    }

    /** The type as the API spells it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type that the API spells like this, if any does. */
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
