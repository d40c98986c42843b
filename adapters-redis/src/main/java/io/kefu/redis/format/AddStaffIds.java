package io.kefu.redis.format;

import io.kefu.redis.GlobalKeys;
import io.kefu.redis.Redis;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * From version 1 to 2: adds the set of the ids of kefu and admins in lower case. Early data lack it, so that a customer could
 * take an id that differs only by case from the id of a kefu.
 */
final class AddStaffIds implements Migration {
    private static final int SCANNED_AT_ONCE = 1_000;
    private static final String ROLE = "r";
    private static final List<String> STAFF = List.of("k", "a");

    @Override
    public void run(Redis redis) {
        ScanArgs args = ScanArgs.Builder.matches(GlobalKeys.USER_PREFIX + "*").limit(SCANNED_AT_ONCE);
        ScanCursor cursor = ScanCursor.INITIAL;
        do {
            KeyScanCursor<String> page = redis.await(redis.commands().scan(cursor, args));
            add(redis, page.getKeys());
            cursor = page;
        } while (!cursor.isFinished());
    }

    private static void add(Redis redis, List<String> users) {
        List<String> roles = redis.awaitAll(users.stream()
                .map(key -> redis.commands().hget(key, ROLE).thenApply(role -> role == null ? "" : role)));
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < users.size(); i++) {
            if (STAFF.contains(roles.get(i))) {
                ids.add(users.get(i).substring(GlobalKeys.USER_PREFIX.length()).toLowerCase(Locale.ROOT));
            }
        }
        if (!ids.isEmpty()) {
            redis.await(redis.commands().sadd(GlobalKeys.STAFF_IDS, ids.toArray(String[]::new)));
        }
    }
}
