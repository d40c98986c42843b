package io.kefu.application.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kefu.domain.conversation.Base64Url;
import io.kefu.domain.user.UserId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/**
 * What a login gives out and every later call shows; the API's {@code session_id} of a login. Whoever has it is the
 * user, so it is shown once and never stored or logged: stores know its {@link Digest} only.
 *
 * @param value {@code tok_}, two characters that follow from the user's id, and 32 random ones (192 bits)
 */
public record AccessToken(String value) {
    /** How many random characters of URL-safe Base64 a token has. */
    public static final int SECRET_LENGTH = 32;

    private static final String PREFIX = "tok_";

    /**
     * What a store knows of a token.
     *
     * @param group 0 to 4,095, the same for all tokens of a user, so that a store can keep them together
     * @param hash the token's SHA-256 in URL-safe Base64
     */
    public record Digest(int group, String hash) {}

    /** A token of a user, made from {@value #SECRET_LENGTH} random characters of URL-safe Base64. */
    public static AccessToken of(UserId user, String secret) {
        if (!Base64Url.isText(secret, 0, SECRET_LENGTH)) {
            throw new IllegalArgumentException("A token's secret has " + SECRET_LENGTH + " characters");
        }
        return new AccessToken(PREFIX + base64(sha256(user.value())).substring(0, 2) + secret);
    }

    /** The token that a client shows, if it has the form of one. */
    public static Optional<AccessToken> parse(String text) {
        return text.startsWith(PREFIX) && Base64Url.isText(text, PREFIX.length(), 2 + SECRET_LENGTH)
                ? Optional.of(new AccessToken(text))
                : Optional.empty();
    }

    /** The group that all tokens of a user share. */
    public static int groupOf(UserId user) {
        return group(sha256(user.value()));
    }

    /** What a store may know of this token. */
    public Digest digest() {
        byte[] group = Base64.getUrlDecoder().decode(value.substring(PREFIX.length(), PREFIX.length() + 2) + "AA");
        return new Digest(group(group), base64(sha256(value)));
    }

    /** Never the token itself: what is printed may end up in a log. */
    @Override
    public String toString() {
        return "AccessToken[secret]";
    }

    private static int group(byte[] bytes) {
        return (Byte.toUnsignedInt(bytes[0]) << 4) | (Byte.toUnsignedInt(bytes[1]) >>> 4);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
