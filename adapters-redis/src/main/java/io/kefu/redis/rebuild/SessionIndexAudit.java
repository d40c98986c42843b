package io.kefu.redis.rebuild;

import static io.kefu.redis.Fields.text;

import io.kefu.domain.session.SessionId;
import io.kefu.redis.Redis;
import io.kefu.redis.index.SessionSets;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.ScoredValue;
import io.lettuce.core.ScoredValueScanCursor;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares the index of sessions with the sessions. */
final class SessionIndexAudit {
    private final Redis redis;
    private final Findings findings;
    private final SessionSets sets;

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
}
