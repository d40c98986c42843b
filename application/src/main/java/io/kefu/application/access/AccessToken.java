package io.kefu.application.access;

import io.kefu.application.hash.Sha256;
import io.kefu.domain.conversation.Base64Url;
import io.kefu.domain.user.UserId;
import java.util.Optional;

/**
 * The secret text that proves a login; the API calls it the {@code session_id} of the login. Anybody who has it can act as
 * the user. It is therefore sent to the client once and never stored or logged: stores know only its {@link Digest}.
 *
 * @param value {@code tok_}, two characters that are computed from the user's id, and 32 random ones (192 bits)
 */
public record AccessToken(String value) {
    /** How many random characters of URL-safe Base64 a token has. */
    public static final int SECRET_LENGTH = 32;

    private static final String PREFIX = "tok_";

    /**
     * The part of a token that a store may know.
     *
     * @param group 0 to 4,095, the same for all tokens of a user, so that a store can keep them together
     * @param hash the token's SHA-256 in URL-safe Base64
     */
    public record Digest(int group, String hash) {}

    /** Creates a token of a user from {@value #SECRET_LENGTH} random characters of URL-safe Base64. */
    public static AccessToken of(UserId user, String secret) {
        if (!Base64Url.isText(secret, 0, SECRET_LENGTH)) {
            throw new IllegalArgumentException("A token's secret has " + SECRET_LENGTH + " characters");
        }
        return new AccessToken(
                PREFIX + Base64Url.encode(Sha256.of(user.value())).substring(0, 2) + secret);
    }

    /** Parses the token that a client sent; empty for a text that does not have the form of a token. */
    public static Optional<AccessToken> parse(String text) {
        return text.startsWith(PREFIX) && Base64Url.isText(text, PREFIX.length(), 2 + SECRET_LENGTH)
                ? Optional.of(new AccessToken(text))
                : Optional.empty();
    }

    /** The group that all tokens of a user share. */
    public static int groupOf(UserId user) {
        return Base64Url.groupOf(Sha256.of(user.value()));
    }

    /** The digest of this token. */
    public Digest digest() {
        String group = value.substring(PREFIX.length(), PREFIX.length() + 2);
        return new Digest(Base64Url.groupOf(group), Base64Url.encode(Sha256.of(value)));
    }

    /** Does not contain the token, because printed text may end up in a log. */
    @Override
    public String toString() {
        return "AccessToken[secret]";
    }
}
