package io.kefu.redis.auth;

import io.kefu.application.access.AccessToken;
import io.kefu.application.access.Principal;
import io.kefu.application.access.port.TokenStore;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.UserId;
import io.kefu.redis.Redis;
import io.kefu.redis.RedisKeys;
import io.kefu.redis.script.LuaScript;
import io.kefu.redis.script.Reply;
import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Stores each login as a hash that expires by itself. All logins of a user are in one slot. Changes are also published
 * on the user's channel, so that they take effect on open sockets: {@value #LOGGED_OUT} when logins end, and {@value
 * #RENAMED}, a space and the new name when the name changes.
 */
@Singleton
public final class RedisTokenStore implements TokenStore {
    /** The event that is published when logins end. */
    public static final String LOGGED_OUT = "logged_out";

    /** The event that is published when the name in the logins changes. */
    public static final String RENAMED = "renamed";

    /** The maximum number of logins of a user. Those that expire first are removed. */
    static final int MAX_LOGINS = 1_000;

    private static final String USER = "u";
    private static final String ROLE = "r";
    private static final String NAME = "n";
    private static final String LIFETIME = "l";

    private final Redis redis;
    private final RedisKeys keys;
    private final RedisClusterAsyncCommands<String, String> commands;
    private final LuaScript issue;
    private final LuaScript renew;
    private final LuaScript revoke;
    private final LuaScript revokeAll;
    private final LuaScript rename;

    public RedisTokenStore(Redis redis) {
        this.redis = redis;
        this.keys = redis.keys();
        this.commands = redis.commands();
        this.issue = LuaScript.of(redis, "logins", "issue_token", ScriptOutputType.MULTI);
        this.renew = LuaScript.of(redis, "logins", "renew_token", ScriptOutputType.INTEGER);
        this.revoke = LuaScript.of(redis, "logins", "revoke_token", ScriptOutputType.MULTI);
        this.revokeAll = LuaScript.of(redis, "revoke_tokens", ScriptOutputType.INTEGER);
        this.rename = LuaScript.of(redis, "rename_tokens", ScriptOutputType.INTEGER);
    }

    @Override
    public void issue(AccessToken.Digest token, Principal principal, Duration lifetime) {
        String millis = String.valueOf(lifetime.toMillis());
        List<String> removed = redis.await(issue.<List<String>>run(
                List.of(keys.token(token), keys.tokensOf(principal.id())),
                token.hash(),
                keys.tokenPrefix(principal.id()),
                millis,
                String.valueOf(MAX_LOGINS),
                USER,
                principal.id().value(),
                ROLE,
                principal.role().word(),
                NAME,
                principal.name(),
                LIFETIME,
                millis));
        if (!removed.isEmpty()) {
            publish(principal.id(), LOGGED_OUT);
        }
    }

    @Override
    public CompletionStage<Optional<Principal>> find(AccessToken.Digest token) {
        String key = keys.token(token);
        RedisFuture<List<KeyValue<String, String>>> fields = commands.hmget(key, USER, ROLE, NAME, LIFETIME);
        RedisFuture<Long> left = commands.pttl(key);
        return redis.guard(fields.thenCombine(left, (login, millis) -> read(token, login, millis)));
    }

    @Override
    public boolean revoke(AccessToken.Digest token) {
        Reply reply = redis.await(revoke.<Object>run(List.of(keys.token(token)), token.hash(), keys.tokensPrefix(token))
                .thenApply(Reply::of));
        if (reply.isEmpty()) {
            return false;
        }
        publish(new UserId(reply.text(0)), LOGGED_OUT);
        return reply.number(1) == 0;
    }

    @Override
    public void revokeAll(UserId user) {
        redis.await(revokeAll.<Long>run(List.of(keys.tokensOf(user)), keys.tokenPrefix(user)));
        publish(user, LOGGED_OUT);
    }

    @Override
    public void rename(UserId user, String name) {
        redis.await(rename.<Long>run(List.of(keys.tokensOf(user)), keys.tokenPrefix(user), name));
        publish(user, RENAMED + " " + name);
    }

    private Optional<Principal> read(AccessToken.Digest token, List<KeyValue<String, String>> login, long millisLeft) {
        if (!login.getFirst().hasValue() || millisLeft <= 0) {
            return Optional.empty();
        }
        UserId user = new UserId(login.get(0).getValue());
        Role role = Role.ofWord(login.get(1).getValue()).orElseThrow();
        long lifetime = Long.parseLong(login.get(3).getValue());
        // The login is renewed only after a tenth of its lifetime, so that most uses need no write.
        if (millisLeft < lifetime / 10 * 9) {
            renew(token, user, lifetime);
        }
        return Optional.of(new Principal(user, role, login.get(2).getValue()));
    }

    /** Does not wait for the answer. If the renewal fails, the next use repeats it. */
    private void renew(AccessToken.Digest token, UserId user, long lifetime) {
        renew.run(List.of(keys.token(token), keys.tokensOf(user)), token.hash(), String.valueOf(lifetime));
    }

    private void publish(UserId user, String message) {
        redis.await(redis.publish(keys.channel(user), message));
    }
}
