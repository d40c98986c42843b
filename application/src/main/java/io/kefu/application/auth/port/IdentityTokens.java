package io.kefu.application.auth.port;

import io.kefu.domain.user.UserId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Verifies identity tokens: the tokens that a site's backend signs for its customers. Does no I/O. */
public interface IdentityTokens {

    /** Whether a site's secret is configured. Without one, every token is refused. */
    boolean isConfigured();

    /** Whether customers need such a token. */
    boolean isRequired();

    /** The customer whom a token names; empty for a token that is malformed, forged, expired or valid for too long. */
    Optional<Identity> verify(String token);

    /**
     * The customer whom a token names.
     *
     * @param name null if the token has none
     * @param email null if the token has none
     */
    record Identity(
            UserId id, @Nullable String name, @Nullable String email) {}
}
