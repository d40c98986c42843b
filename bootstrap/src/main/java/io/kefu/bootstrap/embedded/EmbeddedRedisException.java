package io.kefu.bootstrap.embedded;

import org.jspecify.annotations.Nullable;

/** The reason why the embedded Redis can't run, in one sentence for the person who started kefu. */
public final class EmbeddedRedisException extends RuntimeException {

    EmbeddedRedisException(String sentence) {
        this(sentence, null);
    }

    EmbeddedRedisException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
