package io.kefu.redis.account;

import io.kefu.application.conversation.ConversationIds;
import io.kefu.application.session.port.Desk;
import io.kefu.application.user.port.PersonalData;
import io.kefu.domain.conversation.ConversationId;
import io.kefu.domain.file.FileId;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.UserId;
import io.kefu.redis.Counting;
import io.kefu.redis.GlobalKeys;
import io.kefu.redis.Redis;
import io.kefu.redis.RedisKeys;
import io.kefu.redis.durability.Durability;
import io.kefu.redis.message.MessageIndexer;
import io.kefu.redis.script.LuaScript;
import io.kefu.redis.script.Reply;
import io.kefu.redis.segment.ArchivedSegments;
import io.kefu.redis.segment.SegmentNames;
import io.lettuce.core.ScriptOutputType;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Erases the data of a user in Redis. For a customer these are the conversation with its segments in the archive, its sessions,
 * and its entries in all lists; for a kefu or admin these are the user's own lists, and the user's entries in the lists of
 * partners. Presence is not erased here, because it ends with the user's last socket, or later with the lease.
 */
@Singleton
public final class RedisPersonalData implements PersonalData {
    private static final int DELETED_AT_ONCE = 16;
    private static final Duration DELETION_TIME = Duration.ofSeconds(20);

    private final Redis redis;
    private final RedisKeys keys;
    private final Desk desk;
    private final MessageIndexer indexer;
    private final ArchivedSegments archive;
    private final Durability durability;
    private final InstantSource clock;
    private final LuaScript forgetConversation;
    private final LuaScript removeFromNewest;

    public RedisPersonalData(
            Redis redis,
            Desk desk,
            MessageIndexer indexer,
            ArchivedSegments archive,
            Durability durability,
            InstantSource clock) {
        this.redis = redis;
        this.keys = redis.keys();
        this.desk = desk;
        this.indexer = indexer;
        this.archive = archive;
        this.durability = durability;
        this.clock = clock;
        this.forgetConversation = LuaScript.of(redis, "session", "forget_conversation", ScriptOutputType.MULTI);
        this.removeFromNewest = LuaScript.of(redis, "remove_from_newest", ScriptOutputType.INTEGER);
    }

    @Override
    public void erase(UserId user, Role role) {
        if (role.isStaff()) {
            awaitIndexer();
            forgetLists(user);
        } else {
            removeFromDesk(user);
            ConversationId conversation = ConversationIds.ofCustomer(user);
            removeMentions(conversation);
            forget(conversation);
            awaitIndexer();
            removeFromLists(conversation);
        }
    }

    /**
     * Otherwise the indexer could add queued messages to the lists after they were cleaned. Also removes the sessions from the
     * index of sessions.
     */
    private void awaitIndexer() {
        redis.await(indexer.allIndexed());
    }

    /** Removes the open session from the desk. Otherwise a sweep could apply its pending assignment and create it again. */
    private void removeFromDesk(UserId customer) {
        desk.ofCustomer(customer).map(Desk.Assignment::session).ifPresent(desk::remove);
    }

    /** Removes the conversation from the mentions of all files, because files of other users may be mentioned in it. */
    private void removeMentions(ConversationId conversation) {
        redis.awaitAll(redis.await(redis.commands().hkeys(keys.mentionedFiles(conversation))).stream()
                .map(file -> redis.commands().zrem(keys.mentions(new FileId(file)), conversation.key())));
    }

    private void forget(ConversationId conversation) {
        long today = Counting.day(clock.instant());
        Stream<String> sent =
                LongStream.rangeClosed(today - 2, today + 1).mapToObj(day -> keys.sent(conversation, day));
        Stream<String> others = Stream.of(
                keys.indexQueue(keys.partition(conversation)),
                keys.sessionsOf(conversation),
                keys.segments(conversation),
                keys.unusedSegments(keys.partition(conversation)),
                keys.conversation(conversation),
                keys.log(conversation),
                keys.recalled(conversation),
                keys.uncounted(conversation),
                keys.mentionedFiles(conversation),
                keys.kefuOf(conversation));
        Reply reply = Reply.of(redis.await(forgetConversation.<Object>run(
                Stream.concat(others, sent).toList(),
                conversation.key(),
                keys.sessionPrefix(conversation),
                keys.notesPrefix(conversation))));
        List<String> segments = reply.list(0).texts();
        // Otherwise a failover could bring back a conversation whose objects are gone.
        redis.await(durability.secured(keys.partition(conversation)));
        delete(segments);
        if (!segments.isEmpty()) {
            redis.await(redis.commands()
                    .zrem(keys.unusedSegments(keys.partition(conversation)), segments.toArray(String[]::new)));
        }
        // The records of the others stay, because an object may still be written. The sweep deletes it then.
        delete(reply.list(1).texts());
    }

    private void delete(List<String> unused) {
        for (int i = 0; i < unused.size(); i += DELETED_AT_ONCE) {
            List<String> some = unused.subList(i, Math.min(unused.size(), i + DELETED_AT_ONCE));
            redis.await(Redis.all(some.stream().map(SegmentNames::parseUnused).map(archive::delete)), DELETION_TIME);
        }
    }

    private void removeFromLists(ConversationId conversation) {
        redis.awaitAll(Stream.concat(Stream.of(GlobalKeys.NEWEST), staff().map(GlobalKeys::newestOfKefu))
                .map(list -> removeFromNewest.<Long>run(List.of(list), conversation.key())));
    }

    private Stream<String> staff() {
        return Stream.of(Role.KEFU, Role.ADMIN)
                .map(role -> redis.commands().zrange(GlobalKeys.usersByCreation(role.word()), 0, -1))
                .flatMap(ids -> redis.await(ids).stream());
    }

    private void forgetLists(UserId kefu) {
        String partners = GlobalKeys.partnersOf(kefu.value());
        redis.awaitAll(redis.await(redis.commands().zrange(partners, 0, -1)).stream()
                .map(partner -> redis.commands().zrem(GlobalKeys.partnersOf(partner), kefu.value())));
        redis.await(redis.commands().unlink(partners, GlobalKeys.newestOfKefu(kefu.value())));
    }
}
