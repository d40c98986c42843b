package io.kefu.redis.rebuild;

import static io.kefu.redis.Fields.text;
import static io.kefu.redis.index.CombinationIndex.ANY;

import io.kefu.application.page.TimeRange;
import io.kefu.domain.session.SessionId;
import io.kefu.redis.GlobalKeys;
import io.kefu.redis.Redis;
import io.kefu.redis.index.SessionSets;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.ScoredValue;
import io.lettuce.core.ScoredValueScanCursor;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Compares the index of sessions with the sessions. */
final class SessionIndexAudit {
    private final Redis redis;
    private final Findings findings;
    private final SessionSets sets;
    private final Set<String> tags = new TreeSet<>();

    SessionIndexAudit(Redis redis, Findings findings) {
        this.redis = redis;
        this.findings = findings;
        this.sets = new SessionSets(redis);
    }

    /** Compares the sets that must have a session with these fields of its hash. */
    void expect(SessionId session, Map<String, String> fields) {
        double opened = Double.parseDouble(text(fields, "at"));
        List<String> expected = sets.setsOf(SessionSets.values(fields));
        List<Double> found =
                redis.awaitAll(expected.stream().map(set -> redis.commands().zscore(set, session.value())));
        for (int i = 0; i < expected.size(); i++) {
            String set = expected.get(i);
            findings.compare(
                    set + " " + session,
                    opened,
                    found.get(i),
                    () -> redis.commands().zadd(set, opened, session.value()));
        }
    }

    /** Compares the members of a set with the sessions. */
    void checkSet(String set) {
        sets.tagOf(set).ifPresent(tags::add);
        Set<String> unexpected = new HashSet<>();
        ScanCursor cursor = ScanCursor.INITIAL;
        do {
            ScoredValueScanCursor<String> page = redis.await(redis.commands().zscan(set, cursor));
            List<String> ids =
                    page.getValues().stream().map(ScoredValue::getValue).toList();
            List<Map<String, String>> found = redis.awaitAll(ids.stream()
                    .map(id -> redis.commands().hgetall(redis.keys().session(new SessionId(id)))));
            for (int i = 0; i < ids.size(); i++) {
                if (!sets.setsOf(SessionSets.values(found.get(i))).contains(set)) {
                    unexpected.add(ids.get(i));
                }
            }
            cursor = page;
        } while (!cursor.isFinished());
        findings.removeUnexpected(set, unexpected, member -> false);
    }

    /** Compares the numbers of sessions of each tag with the sets, which were checked before. */
    void finish() {
        tags.addAll(redis.await(redis.commands().zrange(GlobalKeys.SESSION_TAGS, 0, -1)));
        for (String tag : tags) {
            long count = redis.await(sets.count(sets.matching(ANY, ANY, tag), TimeRange.ALL));
            findings.compare(
                    GlobalKeys.SESSION_TAGS + " " + tag,
                    count == 0 ? null : (double) count,
                    redis.await(redis.commands().zscore(GlobalKeys.SESSION_TAGS, tag)),
                    () -> count == 0
                            ? redis.commands().zrem(GlobalKeys.SESSION_TAGS, tag)
                            : redis.commands().zadd(GlobalKeys.SESSION_TAGS, (double) count, tag));
        }
    }
}
