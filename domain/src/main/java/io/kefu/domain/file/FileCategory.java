package io.kefu.domain.file;

import java.util.Locale;
import java.util.Optional;

/** What a file is for; the API calls it {@code category}. */
public enum FileCategory {
    /** A picture. */
    IMAGE,
    /** Anything. */
    FILE,
    /** A recording of sound. */
    VOICE,
    /** A film. */
    VIDEO;

    /** The category as the API spells it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The category that the API spells like this, if any does. */
    public static Optional<FileCategory> ofWord(String word) {
        return switch (word) {
            case "image" -> Optional.of(IMAGE);
            case "file" -> Optional.of(FILE);
            case "voice" -> Optional.of(VOICE);
            case "video" -> Optional.of(VIDEO);
            default -> Optional.empty();
        };
    }
}
