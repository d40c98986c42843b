package io.kefu.application.user.port;

/**
 * Computes slow, memory-hard hashes of passwords. Blocks, and limits how many hashes are computed at the same time. Passwords
 * that have the same {@linkplain io.kefu.application.access.Passwords#normalized normalized form} are one password.
 */
public interface PasswordHasher {

    /** Computes a hash with a random salt. The result contains the salt and the parameters. */
    String hash(String password);

    /** Whether the hash was made from the password. Takes the same time for all passwords of the same length. */
    boolean matches(String password, String hash);

    /** The hash of an unknown random password, for checking an unknown user as slowly as a known one. */
    String unknown();
}
