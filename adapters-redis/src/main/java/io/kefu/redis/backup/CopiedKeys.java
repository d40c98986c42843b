package io.kefu.redis.backup;

import io.kefu.redis.DeskKeys;
import io.kefu.redis.RedisKeys;
import java.util.List;
import java.util.Set;

/**
 * The keys that a backup contains under their names, because the names do not depend on the number of partitions. The counts of
 * {@link CountReader} and the indexes that {@code rebuild} computes are not among them.
 */
final class CopiedKeys {
    private static final Set<String> NAMES = Set.of(
            RedisKeys.USERS_BY_ACTIVITY,
            RedisKeys.STAFF_BY_ACTIVITY,
            RedisKeys.ANONYMOUS_BY_ACTIVITY,
            RedisKeys.LINK_KEY,
            RedisKeys.REPLY_VERSIONS,
            RedisKeys.BLOCKS,
            RedisKeys.BLOCKS_BY_CREATION,
            RedisKeys.BLOCKS_BY_END,
            RedisKeys.BLOCKS_VERSION,
            RedisKeys.HOURS,
            RedisKeys.AUDIT_NUMBER,
            RedisKeys.AUDIT_ENTRIES,
            RedisKeys.AUDIT_UNCONFIRMED);

    private static final List<String> PREFIXES = List.of(
            RedisKeys.USER_PREFIX,
            RedisKeys.KNOWN_ADDRESSES_PREFIX,
            RedisKeys.REPLIES_PREFIX,
            RedisKeys.AUDIT_INDEX_PREFIX,
            RedisKeys.foldedUntil(CountKind.COUNTS.word()) + ":",
            RedisKeys.foldedUntil(CountKind.WORK.word()) + ":",
            DeskKeys.ONLINE_TIME_PREFIX);

    private CopiedKeys() {}

    static boolean contain(String key) {
        return NAMES.contains(key) || PREFIXES.stream().anyMatch(key::startsWith);
    }
}
