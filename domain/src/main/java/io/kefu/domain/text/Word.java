package io.kefu.domain.text;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** An enum whose constants the API spells as words: {@code WAITING} is {@code waiting}. */
public interface Word {
    /** The name of the constant. */
    String name();

    /** The constant as the API spells it. */
    default String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The constants of an enum by their words. */
    static <E extends Enum<E> & Word> Map<String, E> index(Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .collect(Collectors.toUnmodifiableMap(Word::word, Function.identity()));
    }
}
