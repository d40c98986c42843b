package io.kefu.domain.file;

import java.util.Locale;
import java.util.Optional;

/** The purpose of a file; {@code category} in the API. */
public enum FileCategory {
    IMAGE,
    /** Any file. */
    FILE,
    VOICE,
    VIDEO;

    /** The name of the category in the API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The category with this name in the API, if there is one. */
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
