package io.kefu.bootstrap.wiring;

import io.kefu.application.access.port.Secrets;
import io.kefu.application.auth.port.IdentityTokens;
import io.kefu.application.user.port.PasswordHasher;
import io.kefu.bootstrap.security.Argon2PasswordHasher;
import io.kefu.bootstrap.security.JwtIdentityTokens;
import io.kefu.bootstrap.settings.AuthSettings;
import io.kefu.bootstrap.settings.IdentitySettings;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Wires passwords and identity tokens. */
@Factory
final class SecurityWiring {

    @Singleton
    PasswordHasher passwordHasher(AuthSettings settings, Secrets secrets) {
        return new Argon2PasswordHasher(settings.parallelHashes(), settings.hashWait(), secrets);
    }

    @Singleton
    IdentityTokens identityTokens(IdentitySettings settings, InstantSource clock) {
        return new JwtIdentityTokens(settings.secret(), settings.required(), clock);
    }
}
