package io.kefu.bootstrap.wiring;

import io.kefu.application.access.port.Secrets;
import io.kefu.application.auth.port.IdentityTokens;
import io.kefu.application.user.port.PasswordHasher;
import io.kefu.bootstrap.security.Argon2PasswordHasher;
import io.kefu.bootstrap.security.JwtIdentityTokens;
import io.kefu.bootstrap.settings.AuthSettings;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Wires passwords and identity tokens. */
@Factory
final class SecurityWiring {

    @Singleton
    PasswordHasher passwordHasher(AuthSettings settings, Secrets secrets) {
        return new Argon2PasswordHasher(settings.parallelHashes(), settings.hashWait(), secrets);
    }

    @Singleton
    IdentityTokens identityTokens(
            @Property(name = "kefu.identity.secret") @Nullable String secret,
            @Property(name = "kefu.identity.required", defaultValue = "false") boolean required,
            InstantSource clock) {
        return new JwtIdentityTokens(secret, required, clock);
    }
}
