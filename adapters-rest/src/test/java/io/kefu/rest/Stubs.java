package io.kefu.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kefu.application.access.AccessToken;
import io.kefu.application.access.IssueToken;
import io.kefu.application.access.Principal;
import io.kefu.application.access.port.RateLimits;
import io.kefu.application.access.port.TokenStore;
import io.kefu.application.auth.port.IdentityTokens;
import io.kefu.application.auth.port.KnownAddresses;
import io.kefu.application.connection.port.ConnectionCounts;
import io.kefu.application.file.port.MediaTypes;
import io.kefu.application.file.port.Thumbnails;
import io.kefu.application.health.port.StoreHealth;
import io.kefu.application.message.port.MessageHistory;
import io.kefu.application.message.port.MessageLog;
import io.kefu.application.page.Page;
import io.kefu.application.page.PageRequest;
import io.kefu.application.user.port.PasswordHasher;
import io.kefu.application.user.port.UserStore;
import io.kefu.domain.connection.Room;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.file.FileName;
import io.kefu.domain.file.MediaType;
import io.kefu.domain.file.StoredFile;
import io.kefu.domain.message.Message;
import io.kefu.domain.message.MessageStatus;
import io.kefu.domain.session.RoutingPolicy;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
        public void revoke(AccessToken.Digest token) {
            logins.remove(token);
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

    /** Users. A user of the id {@code broken} breaks it. */
    static final class Users implements UserStore {
        final Map<UserId, User> users = new LinkedHashMap<>();
        final Map<UserId, String> hashes = new HashMap<>();

        @Override
        public synchronized boolean create(User user, @Nullable String passwordHash) {
            if (users.putIfAbsent(user.id(), user) != null) {
                return false;
            }
            if (passwordHash != null) {
                hashes.put(user.id(), passwordHash);
            }
            return true;
        }

        @Override
        public synchronized Optional<User> find(UserId id) {
            if (id.value().equals("broken")) {
                throw new IllegalStateException("a secret of redis://10.1.2.3");
            }
            return Optional.ofNullable(users.get(id));
        }

        @Override
        public synchronized Map<UserId, User> findAll(Collection<UserId> ids) {
            Map<UserId, User> found = new HashMap<>(users);
            found.keySet().retainAll(ids);
            return found;
        }

        @Override
        public synchronized Optional<Credentials> credentials(UserId id) {
            return Optional.ofNullable(users.get(id))
                    .map(user -> new Credentials(user, Optional.ofNullable(hashes.get(id))));
        }

        @Override
        public synchronized Optional<User> update(UserId id, User.Change change, @Nullable String passwordHash) {
            if (passwordHash != null) {
                hashes.put(id, passwordHash);
            }
            return Optional.ofNullable(users.computeIfPresent(id, (same, user) -> user.changed(change)));
        }

        @Override
        public void touch(UserId id, Instant at) {}

        @Override
        public void noteAnonymous(User user) {}

        @Override
        public void noteKnown(UserId id) {}

        @Override
        public List<UserId> silent(Instant before, int limit) {
            return List.of();
        }

        @Override
        public synchronized void delete(UserId id) {
            users.remove(id);
            hashes.remove(id);
        }

        @Override
        public Counted countCustomers(Instant since) {
            return new Counted(500, 50);
        }

        @Override
        public synchronized Page<User> page(@Nullable Role role, PageRequest page) {
            List<User> all = users.values().stream()
                    .filter(user -> role == null || user.role() == role)
                    .toList();
            return new Page<>(
                    all.stream().skip(page.offset()).limit(page.size()).toList(), all.size());
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
        public MediaType detect(byte[] head, FileName name) {
            return new MediaType(head[0] == '<' ? "text/html" : "image/png");
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

    /** One log for all, which refuses what contains {@code refuse}. */
    static final class Log implements MessageLog, MessageHistory {
        final List<Message> messages = new ArrayList<>();

        @Override
        public synchronized CompletionStage<Appended> append(Append a) {
            return CompletableFuture.supplyAsync(() -> store(a));
        }

        private synchronized Appended store(Append a) {
            if (a.draft().content().startsWith("refuse:")) {
                return new Appended.Refused(Refusal.valueOf(a.draft().content().substring("refuse:".length())));
            }
            Message message = new Message(
                    a.conversation(),
                    messages.size() + 1,
                    a.now(),
                    a.from(),
                    a.senderName(),
                    a.to(),
                    null,
                    a.draft().type(),
                    a.draft().content(),
                    a.draft().metadata(),
                    a.draft().clientMessageId(),
                    MessageStatus.SENT);
            messages.add(message);
            return new Appended.Stored(message);
        }

        @Override
        public synchronized CompletionStage<Recalled> recall(Recall recall) {
            return CompletableFuture.completedStage(messages.stream()
                    .filter(message -> message.id().equals(recall.message()))
                    .findFirst()
                    .<Recalled>map(message -> new Recalled.Done(message.recalled()))
                    .orElseGet(Recalled.Unknown::new));
        }

        @Override
        public CompletionStage<Batch> after(ConversationId conversation, long seq, int limit, @Nullable UserId kefu) {
            return CompletableFuture.completedStage(new Batch(Optional.empty(), List.of()));
        }

        @Override
        public CompletionStage<Void> lost(Standing standing, long reached) {
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<Optional<Standing>> standing(ConversationId conversation) {
            return CompletableFuture.completedStage(Optional.empty());
        }

        @Override
        public CompletionStage<Reached> advance(Cursor cursor) {
            return CompletableFuture.completedStage(new Reached(cursor.delivered(), cursor.read()));
        }

        @Override
        public synchronized Page<Message> read(ConversationId conversation, Window window) {
            List<Message> all = messages.stream()
                    .filter(m -> m.conversation().equals(conversation))
                    .toList()
                    .reversed();
            List<Message> items = window instanceof Window.Numbered numbered
                    ? all.stream()
                            .skip(numbered.page().offset())
                            .limit(numbered.page().size())
                            .toList()
                    : all;
            return new Page<>(items, all.size());
        }

        @Override
        public Optional<Page<Message>> readFor(UserId kefu, ConversationId conversation, Window window) {
            return Optional.of(read(conversation, window));
        }

        @Override
        public List<UserId> partnersOf(UserId kefu, int count) {
            return List.of();
        }

        @Override
        public synchronized Page<Message> ofKefu(UserId kefu, PageRequest page) {
            return new Page<>(messages, messages.size());
        }

        @Override
        public synchronized List<Message> latestOf(UserId kefu, int count) {
            return messages.reversed().stream().limit(count).toList();
        }

        @Override
        public List<Message> latest(int count) {
            return latestOf(new UserId("all"), count);
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
        public boolean answers() {
            return answers;
        }
    }

    static final RoutingPolicy POLICY = RoutingPolicy.standard();

    static final IssueToken.Lifetimes LIFETIMES = new IssueToken.Lifetimes(Duration.ofHours(24), Duration.ofDays(30));
}
