package io.kefu.redis.rebuild;

import io.kefu.redis.GlobalKeys;
import io.kefu.redis.Redis;
import io.lettuce.core.KeyValue;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Compares the indexes of users with their records. */
final class UserAudit {
    private static final String ALL = "all";
    private static final Map<String, String> ROLES = Map.of("c", "customer", "k", "kefu", "a", "admin");

    private final Redis redis;
    private final Findings findings;
    private final Map<String, Long> counts = new HashMap<>();

    UserAudit(Redis redis, Findings findings) {
        this.redis = redis;
        this.findings = findings;
    }

    long checked() {
        return counts.getOrDefault(ALL, 0L);
    }

    void check(String key) {
        String id = key.substring(GlobalKeys.USER_PREFIX.length());
        List<KeyValue<String, String>> record = redis.await(redis.commands().hmget(key, "c", "r"));
        String created = record.getFirst().getValueOrElse("0");
        String role = ROLES.getOrDefault(record.getLast().getValueOrElse(""), "");
        for (String list : List.of(ALL, role)) {
            counts.merge(list, 1L, Long::sum);
            String index = GlobalKeys.usersByCreation(list);
            Double score = redis.await(redis.commands().zscore(index, id));
            findings.compare(
                    index + " " + id,
                    Double.valueOf(created),
                    score,
                    () -> redis.commands().zadd(index, Double.parseDouble(created), id));
        }
        if (role.equals("kefu") || role.equals("admin")) {
            String folded = id.toLowerCase(Locale.ROOT);
            findings.compare(
                    GlobalKeys.STAFF_IDS + " " + folded,
                    true,
                    redis.await(redis.commands().sismember(GlobalKeys.STAFF_IDS, folded)),
                    () -> redis.commands().sadd(GlobalKeys.STAFF_IDS, folded));
        }
        Double seen = redis.await(redis.commands().zscore(GlobalKeys.USERS_BY_ACTIVITY, id));
        findings.compare(
                GlobalKeys.USERS_BY_ACTIVITY + " " + id,
                true,
                seen != null,
                () -> redis.commands().zadd(GlobalKeys.USERS_BY_ACTIVITY, Double.parseDouble(created), id));
    }

    /** Compares the sizes of the indexes after all users were checked. Superfluous entries are reported and not repaired. */
    void finish() {
        for (String list : List.of(ALL, "customer", "kefu", "admin")) {
            String index = GlobalKeys.usersByCreation(list);
            long size = redis.await(redis.commands().zcard(index));
            if (size != counts.getOrDefault(list, 0L)) {
                findings.report(index + ": " + size + " entries for " + counts.getOrDefault(list, 0L) + " users");
            }
        }
    }
}
