package io.kefu.bootstrap.embedded;

import org.jspecify.annotations.Nullable;

/** Why the embedded Redis can't run, in one sentence for whoever started kefu. */
public final class EmbeddedRedisException extends RuntimeException {

    EmbeddedRedisException(String sentence) {
        this(sentence, null);
    }

    EmbeddedRedisException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
