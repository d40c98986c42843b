package io.kefu.websocket.frame;

import io.kefu.domain.error.DomainException;
import io.kefu.domain.error.Violation.Reason;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The types of frames that a client may send. */
public enum FrameType {
    MESSAGE,
    DELIVERED,
    READ,
    RESUME,
    TYPING,
    ROOM,
    JOIN,
    LEAVE,
    PING;

    private static final Map<String, FrameType> BY_WORD =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(FrameType::word, Function.identity()));

    private final String word = name().toLowerCase(Locale.ROOT);

    static FrameType ofWord(String word) {
        @Nullable FrameType type = BY_WORD.get(word);
        if (type == null) {
            throw DomainException.invalid("type", Reason.NOT_ALLOWED);
        }
        return type;
    }

    /** The name of the type in JSON. */
    public String word() {
        return word;
    }
}
