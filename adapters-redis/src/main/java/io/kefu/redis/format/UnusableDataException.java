package io.kefu.redis.format;

/** Signals at the start that the data in Redis must not be used. The message is one sentence for the operator. */
public final class UnusableDataException extends RuntimeException {
    public UnusableDataException(String sentence) {
        super(sentence);
    }
}
