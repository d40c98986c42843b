package io.kefu.application.auth;

import io.kefu.application.auth.port.IdentityTokens;
import java.util.Map;
import java.util.Optional;

/** Verifies the tokens that a test registers. */
record FixedIdentities(boolean isConfigured, boolean isRequired, Map<String, Identity> known)
        implements IdentityTokens {
    static FixedIdentities none() {
        return new FixedIdentities(false, false, Map.of());
    }

    @Override
    public Optional<Identity> verify(String token) {
        return Optional.ofNullable(known.get(token));
    }
}
