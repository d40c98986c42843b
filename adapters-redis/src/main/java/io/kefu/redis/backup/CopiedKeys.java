package io.kefu.redis.backup;

import io.kefu.redis.DeskKeys;
import io.kefu.redis.GlobalKeys;
import java.util.List;
import java.util.Set;

/**
 * The keys that a backup contains under their names, because the names do not depend on the number of partitions. The counts of
 * {@link CountReader} and the indexes that {@code rebuild} computes are not among them.
 */
final class CopiedKeys {
    private static final Set<String> NAMES = Set.of(
            GlobalKeys.USERS_BY_ACTIVITY,
            GlobalKeys.STAFF_BY_ACTIVITY,
            GlobalKeys.ANONYMOUS_BY_ACTIVITY,
            GlobalKeys.LINK_KEY,
            GlobalKeys.REPLY_VERSIONS,
            GlobalKeys.BLOCKS,
            GlobalKeys.BLOCKS_BY_CREATION,
            GlobalKeys.BLOCKS_BY_END,
            GlobalKeys.BLOCKS_VERSION,
            GlobalKeys.HOURS,
            GlobalKeys.AUDIT_NUMBER,
            GlobalKeys.AUDIT_ENTRIES,
            GlobalKeys.AUDIT_UNCONFIRMED);

    private static final List<String> PREFIXES = List.of(
            GlobalKeys.USER_PREFIX,
            GlobalKeys.KNOWN_ADDRESSES_PREFIX,
            GlobalKeys.REPLIES_PREFIX,
            GlobalKeys.AUDIT_INDEX_PREFIX,
            GlobalKeys.foldedUntil(CountKind.COUNTS.word()) + ":",
            GlobalKeys.foldedUntil(CountKind.WORK.word()) + ":",
            DeskKeys.ONLINE_TIME_PREFIX);

    private CopiedKeys() {}

    static boolean contain(String key) {
        return NAMES.contains(key) || PREFIXES.stream().anyMatch(key::startsWith);
    }
}
