package io.kefu.bootstrap.wiring;

import io.kefu.application.access.IssueToken;
import io.kefu.application.access.RecogniseToken;
import io.kefu.application.access.port.RateLimits;
import io.kefu.application.access.port.Secrets;
import io.kefu.application.access.port.TokenStore;
import io.kefu.application.account.UpdateUser;
import io.kefu.application.auth.AdmitNewUser;
import io.kefu.application.auth.LogInCustomer;
import io.kefu.application.auth.LogInKefu;
import io.kefu.application.auth.LogOut;
import io.kefu.application.auth.LogOutKefu;
import io.kefu.application.auth.SignUpCustomer;
import io.kefu.application.auth.port.IdentityTokens;
import io.kefu.application.auth.port.KnownAddresses;
import io.kefu.application.presence.port.Presence;
import io.kefu.application.session.AssignWaiting;
import io.kefu.application.session.ReleaseKefu;
import io.kefu.application.user.CreateUser;
import io.kefu.application.user.port.PasswordHasher;
import io.kefu.application.user.port.UserStore;
import io.kefu.bootstrap.security.Argon2PasswordHasher;
import io.kefu.bootstrap.security.JwtIdentityTokens;
import io.kefu.bootstrap.security.SecureSecrets;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Wires logins. */
@Factory
final class AccessWiring {

    @Singleton
    Secrets secrets() {
        return new SecureSecrets();
    }

    @Singleton
    PasswordHasher passwordHasher(AuthSettings settings, Secrets secrets) {
        return new Argon2PasswordHasher(settings.parallelHashes(), settings.hashWait(), secrets);
    }

    @Singleton
    IdentityTokens identityTokens(IdentitySettings settings, InstantSource clock) {
        return new JwtIdentityTokens(settings.secret(), settings.required(), clock);
    }

    @Singleton
    RecogniseToken recogniseToken(TokenStore tokens) {
        return new RecogniseToken(tokens);
    }

    @Singleton
    IssueToken issueToken(TokenStore tokens, Secrets secrets, InstantSource clock, AuthSettings settings) {
        return new IssueToken(
                tokens, secrets, clock, new IssueToken.Lifetimes(settings.kefuToken(), settings.customerToken()));
    }

    @Singleton
    LogInKefu logInKefu(
            UserStore users,
            PasswordHasher passwords,
            RateLimits limits,
            KnownAddresses addresses,
            IssueToken issueToken,
            TokenStore tokens,
            Presence presence,
            AssignWaiting assignWaiting,
            InstantSource clock,
            PresenceSettings settings) {
        return new LogInKefu(
                users,
                passwords,
                limits,
                addresses,
                issueToken,
                tokens,
                presence,
                assignWaiting,
                clock,
                settings.lease());
    }

    @Singleton
    LogInCustomer logInCustomer(
            IdentityTokens identities,
            UserStore users,
            RateLimits limits,
            IssueToken issueToken,
            TokenStore tokens,
            UpdateUser updateUser,
            InstantSource clock) {
        return new LogInCustomer(identities, users, limits, issueToken, tokens, updateUser, clock);
    }

    @Singleton
    AdmitNewUser admitNewUser(IdentityTokens identities) {
        return new AdmitNewUser(identities);
    }

    @Singleton
    SignUpCustomer signUpCustomer(
            CreateUser createUser,
            UserStore users,
            IdentityTokens identities,
            RateLimits limits,
            IssueToken issueToken) {
        return new SignUpCustomer(createUser, users, identities, limits, issueToken);
    }

    @Singleton
    LogOut logOut(TokenStore tokens, Presence presence, ReleaseKefu releaseKefu, InstantSource clock) {
        return new LogOut(tokens, presence, releaseKefu, clock);
    }

    @Singleton
    LogOutKefu logOutKefu(TokenStore tokens, Presence presence, ReleaseKefu releaseKefu, InstantSource clock) {
        return new LogOutKefu(tokens, presence, releaseKefu, clock);
    }
}
