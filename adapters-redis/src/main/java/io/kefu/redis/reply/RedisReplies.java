package io.kefu.redis.reply;

import io.kefu.application.reply.port.Replies;
import io.kefu.application.reply.port.ReplyList;
import io.kefu.application.user.port.PersonalData;
import io.kefu.domain.reply.CannedReply;
import io.kefu.domain.reply.ReplyOwner;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.UserId;
import io.kefu.redis.GlobalKeys;
import io.kefu.redis.Redis;
import io.kefu.redis.script.LuaScript;
import io.lettuce.core.ScriptOutputType;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Stores canned replies: for each owner a hash of JSON documents by folded shortcut, and a version that each change replaces by
 * another random text. A node reads the version for each call, and the replies only if the version is not the one that it has in
 * memory.
 */
@Singleton
public final class RedisReplies implements Replies, PersonalData {
    /** The longest texts that a node keeps in memory. */
    private static final long MAX_CACHED_CHARS = 8_000_000;

    private final Redis redis;
    private final LuaScript changeReply;
    private final ReplyCache cache = new ReplyCache(MAX_CACHED_CHARS);

    public RedisReplies(Redis redis) {
        this.redis = redis;
        this.changeReply = LuaScript.of(redis, "change_reply", ScriptOutputType.VALUE);
    }

    @Override
    public ReplyList of(ReplyOwner owner) {
        // The version is read first: the replies may be newer than it, but not older.
        @Nullable
        String version = redis.await(redis.commands().hget(GlobalKeys.REPLY_VERSIONS, ReplyCodec.name(owner)));
        return version == null ? ReplyList.EMPTY : cache.get(owner, version).orElseGet(() -> read(owner, version));
    }

    private ReplyList read(ReplyOwner owner, String version) {
        ReplyList list = ReplyList.of(redis.await(redis.commands().hvals(key(owner))).stream()
                .map(document -> ReplyCodec.reply(owner, document))
                .toList());
        cache.put(owner, version, list);
        return list;
    }

    @Override
    public Change add(CannedReply reply) {
        return change(Optional.empty(), Optional.of(reply));
    }

    @Override
    public Change replace(CannedReply present, CannedReply next) {
        return change(Optional.of(present), Optional.of(next));
    }

    @Override
    public Change remove(CannedReply present) {
        return change(Optional.of(present), Optional.empty());
    }

    private Change change(Optional<CannedReply> present, Optional<CannedReply> next) {
        List<ReplyOwner> owners = Stream.concat(present.stream(), next.stream())
                .map(CannedReply::owner)
                .toList();
        String result = redis.await(changeReply.run(
                List.of(key(owners.getFirst()), key(owners.getLast()), GlobalKeys.REPLY_VERSIONS),
                present.map(reply -> ReplyList.key(reply.shortcut())).orElse(""),
                present.map(ReplyCodec::document).orElse(""),
                next.map(reply -> ReplyList.key(reply.shortcut())).orElse(""),
                next.map(ReplyCodec::document).orElse(""),
                ReplyCodec.name(owners.getFirst()),
                ReplyCodec.name(owners.getLast()),
                UUID.randomUUID().toString(),
                Integer.toString(MAX_OF_OWNER)));
        return switch (result) {
            case "done" -> {
                owners.stream().distinct().forEach(this::announce);
                yield Change.DONE;
            }
            case "outdated" -> Change.OUTDATED;
            case "shortcut_taken" -> Change.SHORTCUT_TAKEN;
            default -> Change.TOO_MANY;
        };
    }

    /** Not awaited: the event is a hint, and the replies can be read at any time. */
    private void announce(ReplyOwner owner) {
        String event = "replies " + ReplyCodec.name(owner);
        var unused = receivers(owner)
                .thenAccept(users ->
                        users.forEach(user -> redis.publish(redis.keys().channel(user), event)));
    }

    private CompletionStage<List<UserId>> receivers(ReplyOwner owner) {
        return switch (owner) {
            case ReplyOwner.Staff staff -> CompletableFuture.completedStage(List.of(staff.id()));
            case ReplyOwner.Everyone everyone ->
                Redis.all(Stream.of(Role.KEFU, Role.ADMIN)
                                .map(role -> redis.commands().zrange(GlobalKeys.usersByCreation(role.word()), 0, -1)))
                        .thenApply(roles -> roles.stream()
                                .flatMap(List::stream)
                                .map(UserId::new)
                                .toList());
        };
    }

    /** Removes the own replies of a kefu or admin. The shared replies stay. */
    @Override
    public void erase(UserId user, Role role) {
        ReplyOwner owner = new ReplyOwner.Staff(user);
        redis.awaitAll(Stream.of(
                redis.commands().hdel(GlobalKeys.REPLY_VERSIONS, ReplyCodec.name(owner)),
                redis.commands().unlink(key(owner))));
    }

    private static String key(ReplyOwner owner) {
        return GlobalKeys.replies(ReplyCodec.name(owner));
    }
}
