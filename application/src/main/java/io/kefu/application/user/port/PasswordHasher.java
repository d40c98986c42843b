package io.kefu.application.user.port;

/**
 * A slow, memory-hard hash for passwords. Blocks, and limits how many hashes are computed at the same time. Passwords
 * that have the same {@linkplain io.kefu.application.access.Passwords#normalized normalized form} are one password.
 */
public interface PasswordHasher {

    /** A hash with a salt of its own, which names its parameters. */
    String hash(String password);

    /** Whether this is the password of that hash; takes the same time for any password of a length. */
    boolean matches(String password, String hash);

    /** The hash of a password that nobody knows, so that an unknown user can be checked as slowly as a known one. */
    String unknown();
}
