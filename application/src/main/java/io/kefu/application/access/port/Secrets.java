package io.kefu.application.access.port;

/** Generates texts that cannot be guessed. Does not block. */
public interface Secrets {

    /** A text of this many characters of URL-safe Base64, 6 random bits each, from a cryptographic source. */
    String text(int length);
}
