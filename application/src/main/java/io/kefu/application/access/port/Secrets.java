package io.kefu.application.access.port;

/** Makes what nobody can guess. Does not block. */
public interface Secrets {

    /** This many characters of URL-safe Base64, 6 random bits each, from a cryptographic source. */
    String text(int length);
}
