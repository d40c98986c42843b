package io.kefu.domain.file;

import io.kefu.domain.text.Word;
import java.util.Map;
import java.util.Optional;

/** The purpose of a file; {@code category} in the API. */
public enum FileCategory implements Word {
    IMAGE,
    /** Any file. */
    FILE,
    VOICE,
    VIDEO;

    private static final Map<String, FileCategory> BY_WORD = Word.index(FileCategory.class);

    /** The category with this name in the API, if there is one. */
    public static Optional<FileCategory> ofWord(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }
}
