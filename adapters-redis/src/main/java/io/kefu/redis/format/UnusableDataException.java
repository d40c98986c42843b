package io.kefu.redis.format;

/**
 * Signals that this process must not use the data in Redis, or cannot prepare them. The message is one sentence for the
 * operator.
 */
public final class UnusableDataException extends RuntimeException {
    public UnusableDataException(String sentence) {
        super(sentence);
    }
}
