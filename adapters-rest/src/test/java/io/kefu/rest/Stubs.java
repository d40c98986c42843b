package io.kefu.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kefu.application.access.AccessToken;
import io.kefu.application.access.Principal;
import io.kefu.application.access.port.RateLimits;
import io.kefu.application.access.port.TokenStore;
import io.kefu.application.auth.port.IdentityTokens;
import io.kefu.application.auth.port.KnownAddresses;
import io.kefu.application.connection.port.ConnectionCounts;
import io.kefu.application.file.port.MediaTypes;
import io.kefu.application.file.port.Thumbnails;
import io.kefu.application.health.port.StoreHealth;
import io.kefu.application.user.port.PasswordHasher;
import io.kefu.domain.connection.Room;
import io.kefu.domain.file.FileName;
import io.kefu.domain.file.MediaType;
import io.kefu.domain.file.StoredFile;
import io.kefu.domain.user.UserId;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Everything that the use cases need from outside, just good enough to see what the HTTP side makes of it. */
final class Stubs {
    static final Instant NOW = Instant.parse("2024-01-01T12:00:00.123Z");

    private Stubs() {}

    /** Logins; completes its stages on threads of its own, as the real one does. */
    static final class Tokens implements TokenStore {
        final Map<AccessToken.Digest, Principal> logins = new ConcurrentHashMap<>();

        @Nullable
        RuntimeException failure;

        @Override
        public void issue(AccessToken.Digest token, Principal principal, Duration lifetime) {
            logins.put(token, principal);
        }

        @Override
        public CompletionStage<Optional<Principal>> find(AccessToken.Digest token) {
            return CompletableFuture.supplyAsync(() -> {
                if (failure != null) {
                    throw failure;
                }
                return Optional.ofNullable(logins.get(token));
            });
        }

        @Override
        public boolean revoke(AccessToken.Digest token) {
            Principal ended = logins.remove(token);
            return ended != null && logins.values().stream().noneMatch(principal -> principal.is(ended.id()));
        }

        @Override
        public void revokeAll(UserId user) {
            logins.values().removeIf(principal -> principal.is(user));
        }

        @Override
        public void rename(UserId user, String name) {
            logins.replaceAll((token, p) -> p.is(user) ? new Principal(p.id(), p.role(), name) : p);
        }
    }

    /** "Hashes" that show the password. */
    static final class Hasher implements PasswordHasher {
        @Override
        public String hash(String password) {
            return "hash of " + password;
        }

        @Override
        public boolean matches(String password, String hash) {
            return hash(password).equals(hash);
        }

        @Override
        public String unknown() {
            return "hash";
        }
    }

    /** Limits that let all pass but logins of {@code locked}. */
    static final class Limits implements RateLimits {
        @Override
        public Optional<Duration> attempt(Limit limit, String key) {
            return key.equals("locked") ? Optional.of(Duration.ofMillis(29_500)) : Optional.empty();
        }

        @Override
        public void forgive(Limit limit, String key) {}
    }

    /** Takes what begins with {@code <} for a web page and anything else for a picture. */
    static final class Types implements MediaTypes {
        @Override
        public Detection detect(byte[] head, FileName name) {
            return new Settled(new MediaType(head[0] == '<' ? "text/html" : "image/png"));
        }
    }

    /** Thumbnails that say how large they are. */
    static final class Miniatures implements Thumbnails {
        @Override
        public Thumbnail of(StoredFile file, int size) {
            return new Thumbnail(new MediaType("image/png"), ByteBuffer.wrap(("at " + size).getBytes(UTF_8)));
        }
    }

    /** Vouches for whoever the token names. */
    static final class Identities implements IdentityTokens {
        @Override
        public boolean isConfigured() {
            return false;
        }

        @Override
        public boolean isRequired() {
            return false;
        }

        @Override
        public Optional<Identity> verify(String token) {
            return token.startsWith("for:")
                    ? Optional.of(new Identity(new UserId(token.substring(4)), null, null))
                    : Optional.empty();
        }
    }

    /** Knows nobody's address and remembers which it was told of. */
    static final class Addresses implements KnownAddresses {
        final List<String> remembered = new ArrayList<>();

        @Override
        public void remember(UserId user, String address) {
            remembered.add(address);
        }

        @Override
        public boolean isKnown(UserId user, String address) {
            return false;
        }
    }

    /** Three sockets, always. */
    static final class Counted implements ConnectionCounts {
        @Override
        public void report(String node, Counts counts, Instant now, Duration lease) {}

        @Override
        public Counts total(Instant now) {
            return new Counts(3, 2, Map.of(Room.SUPPORT, 1L, Room.GENERAL, 2L));
        }
    }

    /** A store that is well until told otherwise. */
    static final class Health implements StoreHealth {
        volatile boolean answers = true;

        @Override
        public State state() {
            return answers ? State.WRITABLE : State.UNAVAILABLE;
        }
    }
}
