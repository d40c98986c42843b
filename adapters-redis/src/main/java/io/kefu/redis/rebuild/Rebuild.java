package io.kefu.redis.rebuild;

import io.kefu.application.archive.port.ConversationArchive;
import io.kefu.application.message.port.MessageLog;
import io.kefu.redis.GlobalKeys;
import io.kefu.redis.Redis;
import io.kefu.redis.RedisKeys;
import io.kefu.redis.message.MessageIndexer;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Consumer;

/**
 * Recomputes all data that is derived from logs, sessions and users: the states of conversations, the desk, the lists of newest
 * messages, and the indexes of sessions and users. Verifies the segments in the archive. Differences are reported, and repaired
 * if possible. To be run while no node runs, because a node's changes in progress would look like differences.
 */
@Singleton
public record Rebuild(Redis redis, MessageLog log, MessageIndexer indexer, ConversationArchive archive) {
    private static final int SCANNED_AT_ONCE = 1_000;

    /** Runs once. Takes a few round trips per conversation, and memory for the open sessions and the lists. */
    public Report run() {
        // The last messages before the nodes were stopped may not be indexed yet, which is no difference.
        redis.await(indexer.allIndexed());
        Findings findings = new Findings(redis);
        DeskAudit desk = new DeskAudit(redis, findings);
        NewestAudit newest = new NewestAudit(redis, findings);
        SessionIndexAudit index = new SessionIndexAudit(redis, findings);
        ConversationAudit conversations = new ConversationAudit(
                redis, log, findings, desk, newest, index, new SegmentAudit(redis, archive, findings));
        UserAudit users = new UserAudit(redis, findings);
        scan(RedisKeys.ALL_CONVERSATIONS, conversations::check);
        desk.finish();
        newest.finish();
        scan(GlobalKeys.SESSION_INDEX_PREFIX + "*", index::checkSet);
        index.finish();
        scan(GlobalKeys.USER_PREFIX + "*", users::check);
        users.finish();
        return new Report(
                conversations.checked(),
                conversations.messages(),
                users.checked(),
                findings.count(),
                findings.differences());
    }

    private void scan(String pattern, Consumer<String> each) {
        ScanArgs args = ScanArgs.Builder.matches(pattern).limit(SCANNED_AT_ONCE);
        ScanCursor cursor = ScanCursor.INITIAL;
        do {
            KeyScanCursor<String> page = redis.await(redis.commands().scan(cursor, args));
            // SCAN may return a key twice. A second check only makes the reported number of checks too high.
            page.getKeys().forEach(each);
            cursor = page;
        } while (!cursor.isFinished());
    }

    /**
     * The numbers of checked conversations, messages and users, and of differences.
     *
     * @param differences descriptions of the first 1,000 differences
     */
    public record Report(long conversations, long messages, long users, long differing, List<String> differences) {}
}
