package io.kefu.redis.rebuild;

import io.kefu.application.message.port.MessageLog;
import io.kefu.redis.Redis;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Consumer;

/**
 * Computes everything anew that is derived from logs, sessions and users: where conversations stand, the desk, the lists of
 * newest messages, the indexes of users. What differs is told and mended. It is for when no node runs: what a node has in
 * hand differs for a moment, and would be mended away.
 */
@Singleton
public final class Rebuild {
    private static final int SCANNED_AT_ONCE = 1_000;

    private final Redis redis;
    private final MessageLog log;

    public Rebuild(Redis redis, MessageLog log) {
        this.redis = redis;
        this.log = log;
    }

    /** Does it once. Takes a few round trips for each conversation, and memory for the open sessions alone. */
    public Report run() {
        Findings findings = new Findings(redis);
        DeskAudit desk = new DeskAudit(redis, findings);
        NewestAudit newest = new NewestAudit(redis, findings);
        ConversationAudit conversations = new ConversationAudit(redis, log, findings, desk, newest);
        UserAudit users = new UserAudit(redis, findings);
        scan("{p*}:conv:*", conversations::check);
        desk.finish();
        newest.finish();
        scan("{users}:user:*", users::check);
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
            // A key may be seen twice; looking at it twice does no harm but to the counts.
            page.getKeys().forEach(each);
            cursor = page;
        } while (!cursor.isFinished());
    }

    /**
     * What was looked at, and what differed.
     *
     * @param differences the first thousand, in words
     */
    public record Report(long conversations, long messages, long users, long differing, List<String> differences) {}
}
