package io.kefu.application.auth.port;

import io.kefu.domain.user.UserId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the signed tokens by which a site's backend vouches for its customers. Does no I/O. */
public interface IdentityTokens {

    /** Whether a site's secret is configured; without one every token is refused. */
    boolean isConfigured();

    /** Whether customers may come with such a token only. */
    boolean isRequired();

    /** Whom a token names, or nothing for one that is malformed, forged, expired or valid for too long. */
    Optional<Identity> verify(String token);

    /** What a site says of its customer. */
    record Identity(
            UserId id, @Nullable String name, @Nullable String email) {}
}
