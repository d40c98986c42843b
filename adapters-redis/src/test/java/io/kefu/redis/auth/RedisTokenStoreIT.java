package io.kefu.redis.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.access.AccessToken;
import io.kefu.application.access.Principal;
import io.kefu.application.access.port.TokenStore;
import io.kefu.application.access.testing.TokenStoreContract;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.UserId;
import io.kefu.redis.testing.RedisExtension;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisTokenStoreIT extends TokenStoreContract {
    @RegisterExtension
    static final RedisExtension REDIS = new RedisExtension();

    private static final Principal KEFU = new Principal(new UserId("kefu001"), Role.KEFU, "客服小明");
    private static final Principal OTHER = new Principal(new UserId("kefu002"), Role.KEFU, "客服小红");

    @Override
    protected TokenStore store() {
        return new RedisTokenStore(REDIS.redis());
    }

    /** Shortens the lifetime of each key. The EXISTS before that waits for commands that a store sent without waiting. */
    @Override
    protected void pass(Duration duration) {
        RedisClusterCommands<String, String> commands = REDIS.commands();
        List<String> keys = commands.keys("*");
        keys.forEach(commands::exists);
        for (String key : keys) {
            commands.pexpire(key, commands.pttl(key) - duration.toMillis());
        }
    }

    @Test
    void storesOnlyTheHashOfATokenAndOnlyKeysThatExpire() {
        AccessToken token = AccessToken.of(KEFU.id(), "S".repeat(AccessToken.SECRET_LENGTH));
        store().issue(token.digest(), KEFU, Duration.ofHours(24));
        String login = REDIS.keys().token(token.digest());
        assertThat(REDIS.commands().keys("*"))
                .containsExactlyInAnyOrder(login, REDIS.keys().tokensOf(KEFU.id()))
                .allSatisfy(key -> assertThat(key).doesNotContain(token.value()))
                .allSatisfy(key -> assertThat(REDIS.commands().pttl(key)).isPositive());
        assertThat(REDIS.commands().hvals(login)).doesNotContain(token.value());
    }

    @Test
    void findsInOneRoundTripWithoutWriting() {
        AccessToken.Digest token = issue(KEFU);
        pass(Duration.ofHours(2));
        assertThat(commandsToFind(token)).containsExactly("HMGET", "PTTL");
    }

    @Test
    void renewsALoginAfterATenthOfItsLifetime() {
        AccessToken.Digest token = issue(KEFU);
        pass(Duration.ofHours(3));
        assertThat(commandsToFind(token)).startsWith("HMGET", "PTTL").contains("EVALSHA");
        assertThat(commandsToFind(token)).containsExactly("HMGET", "PTTL");
        assertThat(REDIS.commands().pttl(REDIS.keys().token(token)))
                .isGreaterThan(Duration.ofHours(23).toMillis());
        assertThat(REDIS.commands().pttl(REDIS.keys().tokensOf(KEFU.id())))
                .isGreaterThan(Duration.ofHours(23).toMillis());
    }

    @Test
    void removesExpiredLogins() {
        store().issue(digest("A"), KEFU, Duration.ofMillis(1));
        REDIS.commands().zadd(REDIS.keys().tokensOf(KEFU.id()), 1, digest("A").hash());
        store().issue(digest("B"), KEFU, Duration.ofHours(24));
        assertThat(REDIS.commands().zrange(REDIS.keys().tokensOf(KEFU.id()), 0, -1))
                .containsExactly(digest("B").hash());
    }

    @Test
    void removesTheLoginsThatExpireFirstIfThereAreTooMany() throws InterruptedException {
        AccessToken.Digest oldest = issue(KEFU);
        AccessToken.Digest newer = issue(KEFU);
        String logins = REDIS.keys().tokensOf(KEFU.id());
        long now = System.currentTimeMillis();
        REDIS.commands().zadd(logins, now + 60_000.0, oldest.hash());
        REDIS.commands().zadd(logins, now + 70_000.0, newer.hash());
        for (int i = 2; i < RedisTokenStore.MAX_LOGINS; i++) {
            REDIS.commands().zadd(logins, now + 80_000.0, "login" + i);
        }
        BlockingQueue<String> received = REDIS.listen("0:{user:kefu001}");
        AccessToken.Digest newest = issue(KEFU);
        assertThat(received.poll(10, TimeUnit.SECONDS)).isEqualTo("0:{user:kefu001} logged_out");
        assertThat(store().find(oldest).toCompletableFuture().join()).isEmpty();
        assertThat(store().find(newer).toCompletableFuture().join()).contains(KEFU);
        assertThat(store().find(newest).toCompletableFuture().join()).contains(KEFU);
        assertThat(REDIS.commands().zcard(logins)).isEqualTo(RedisTokenStore.MAX_LOGINS);
    }

    @Test
    void publishesThatALoginHasEnded() throws InterruptedException {
        AccessToken.Digest token = issue(KEFU);
        BlockingQueue<String> received = REDIS.listen("0:{user:kefu001}");
        store().revoke(token);
        assertThat(received.poll(10, TimeUnit.SECONDS)).isEqualTo("0:{user:kefu001} logged_out");
    }

    @Test
    void publishesThatAllLoginsHaveEnded() throws InterruptedException {
        issue(KEFU);
        issue(OTHER);
        BlockingQueue<String> received = REDIS.listen("0:{user:kefu001}");
        store().revokeAll(OTHER.id());
        store().revokeAll(KEFU.id());
        assertThat(received.poll(10, TimeUnit.SECONDS)).isEqualTo("0:{user:kefu001} logged_out");
        assertThat(received).isEmpty();
    }

    @Test
    void publishesNothingForAnUnknownLogin() throws InterruptedException {
        BlockingQueue<String> received = REDIS.listen("0:{user:kefu001}");
        store().revoke(digest("A"));
        store().rename(KEFU.id(), "Xiaoming");
        assertThat(received.poll(10, TimeUnit.SECONDS)).isEqualTo("0:{user:kefu001} renamed Xiaoming");
    }

    @Test
    void publishesANewName() throws InterruptedException {
        AccessToken.Digest token = issue(KEFU);
        BlockingQueue<String> received = REDIS.listen("0:{user:kefu001}");
        store().rename(KEFU.id(), "O'Brien  logged_out 🦊");
        assertThat(received.poll(10, TimeUnit.SECONDS)).isEqualTo("0:{user:kefu001} renamed O'Brien  logged_out 🦊");
        assertThat(store().find(token).toCompletableFuture().join())
                .map(Principal::name)
                .contains("O'Brien  logged_out 🦊");
    }

    private List<String> commandsToFind(AccessToken.Digest token) {
        return REDIS
                .commandsDuring(() -> store().find(token).toCompletableFuture().join())
                .stream()
                .map(command -> command.substring(0, command.indexOf(' ')))
                .toList();
    }

    private static AccessToken.Digest digest(String letter) {
        return AccessToken.of(KEFU.id(), letter.repeat(AccessToken.SECRET_LENGTH))
                .digest();
    }
}
