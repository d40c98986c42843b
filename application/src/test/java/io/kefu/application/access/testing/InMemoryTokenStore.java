package io.kefu.application.access.testing;

import io.kefu.application.access.AccessToken;
import io.kefu.application.access.Principal;
import io.kefu.application.access.port.TokenStore;
import io.kefu.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Logins in memory. */
public final class InMemoryTokenStore implements TokenStore {
    private record Login(Principal principal, Duration lifetime, Instant expiresAt) {}

    private final Map<AccessToken.Digest, Login> logins = new ConcurrentHashMap<>();
    private final InstantSource clock;
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

    public InMemoryTokenStore(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void issue(AccessToken.Digest token, Principal principal, Duration lifetime) {
        logins.put(token, new Login(principal, lifetime, clock.instant().plus(lifetime)));
    }

    @Override
    public CompletionStage<Optional<Principal>> find(AccessToken.Digest token) {
        @Nullable RuntimeException failed = failure.getAndSet(null);
        if (failed != null) {
            return CompletableFuture.failedFuture(failed);
        }
        Instant now = clock.instant();
        @Nullable Login login = logins.computeIfPresent(token, (key, known) -> renewed(known, now));
        return CompletableFuture.completedFuture(Optional.ofNullable(login).map(Login::principal));
    }

    /** Lets the next lookup of a token fail. */
    public void failNextFind(RuntimeException exception) {
        failure.set(exception);
    }

    @Override
    public boolean revoke(AccessToken.Digest token) {
        Instant now = clock.instant();
        @Nullable Login ended = logins.remove(token);
        return ended != null
                && logins.values().stream()
                        .noneMatch(
                                login -> login.principal().is(ended.principal().id())
                                        && login.expiresAt().isAfter(now));
    }

    @Override
    public void revokeAll(UserId user) {
        logins.values().removeIf(login -> login.principal().is(user));
    }

    @Override
    public void rename(UserId user, String name) {
        logins.replaceAll((token, login) -> login.principal().is(user) ? renamed(login, name) : login);
    }

    /** The users who are logged in, once for each login. */
    public List<Principal> all() {
        return logins.values().stream().map(Login::principal).toList();
    }

    private static @Nullable Login renewed(Login login, Instant now) {
        return now.isBefore(login.expiresAt())
                ? new Login(login.principal(), login.lifetime(), now.plus(login.lifetime()))
                : null;
    }

    private static Login renamed(Login login, String name) {
        Principal known = login.principal();
        return new Login(new Principal(known.id(), known.role(), name), login.lifetime(), login.expiresAt());
    }
}
