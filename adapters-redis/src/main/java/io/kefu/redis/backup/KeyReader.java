package io.kefu.redis.backup;

import io.kefu.redis.Redis;
import io.kefu.redis.backup.record.BackupRecord;
import io.kefu.redis.backup.record.RecordKind;
import io.kefu.redis.backup.record.RecordSink;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.MapScanCursor;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.ScoredValue;
import io.lettuce.core.ScoredValueScanCursor;
import io.lettuce.core.ValueScanCursor;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads keys in parts of bounded size, and writes them as records. A key that changes meanwhile may be read before or after. */
final class KeyReader {
    private static final int SCANNED_AT_ONCE = 1_000;
    private static final ScanArgs PART = ScanArgs.Builder.limit(RecordSink.MAX_VALUES / 2);

    private final Redis redis;
    private final InstantSource clock;
    private final RecordSink sink;

    KeyReader(Redis redis, InstantSource clock, RecordSink sink) {
        this.redis = redis;
        this.clock = clock;
        this.sink = sink;
    }

    /** Calls the consumer with all keys that fit a pattern, some of them more than once. */
    static void scan(Redis redis, String pattern, Consumer<String> each) {
        ScanArgs args = ScanArgs.Builder.matches(pattern).limit(SCANNED_AT_ONCE);
        ScanCursor cursor = ScanCursor.INITIAL;
        do {
            KeyScanCursor<String> page = redis.await(redis.commands().scan(cursor, args));
            page.getKeys().forEach(each);
            cursor = page;
        } while (!cursor.isFinished());
    }

    /** Calls the consumer with all members of a sorted set, some of them more than once. It may remove members. */
    static void scanMembers(Redis redis, String key, Consumer<String> each) {
        ScanCursor cursor = ScanCursor.INITIAL;
        do {
            ScoredValueScanCursor<String> page = redis.await(redis.commands().zscan(key, cursor, PART));
            page.getValues().forEach(member -> each.accept(member.getValue()));
            cursor = page;
        } while (!cursor.isFinished());
    }

    /** Writes a key whose name does not depend on the number of partitions. Its type decides the kind of the records. */
    void copy(String key) {
        String type = redis.await(redis.commands().type(key));
        switch (type) {
            case "string" -> {
                @Nullable String text = redis.await(redis.commands().get(key));
                if (text != null) {
                    sink.write(new BackupRecord(RecordKind.STRING, key, expiresAt(key), List.of(text)));
                }
            }
            case "hash" -> hash(RecordKind.HASH, key, key, value -> true);
            case "set" -> set(key);
            case "zset" -> sortedSet(RecordKind.SORTED_SET, key, key);
            case "none" -> {
                // The key has expired or was removed since it was found.
            }
            default -> throw new IllegalStateException("No backup of a " + type + ": " + key);
        }
    }

    /** Writes the fields of a hash whose values are wanted. */
    void hash(RecordKind kind, String key, String id, Predicate<String> isWanted) {
        long expiresAt = expiresAt(key);
        ScanCursor cursor = ScanCursor.INITIAL;
        do {
            MapScanCursor<String, String> page = redis.await(redis.commands().hscan(key, cursor, PART));
            List<String> values = new ArrayList<>();
            page.getMap().forEach((name, value) -> {
                if (isWanted.test(value)) {
                    values.add(name);
                    values.add(value);
                }
            });
            sink.writeAll(kind, id, expiresAt, values);
            cursor = page;
        } while (!cursor.isFinished());
    }

    private void set(String key) {
        long expiresAt = expiresAt(key);
        ScanCursor cursor = ScanCursor.INITIAL;
        do {
            ValueScanCursor<String> page = redis.await(redis.commands().sscan(key, cursor, PART));
            sink.writeAll(RecordKind.SET, key, expiresAt, page.getValues());
            cursor = page;
        } while (!cursor.isFinished());
    }

    /** Writes the members of a sorted set. */
    void sortedSet(RecordKind kind, String key, String id) {
        long expiresAt = expiresAt(key);
        ScanCursor cursor = ScanCursor.INITIAL;
        do {
            ScoredValueScanCursor<String> page = redis.await(redis.commands().zscan(key, cursor, PART));
            List<String> values = new ArrayList<>();
            for (ScoredValue<String> member : page.getValues()) {
                values.add(member.getValue());
                values.add(Double.toString(member.getScore()));
            }
            sink.writeAll(kind, id, expiresAt, values);
            cursor = page;
        } while (!cursor.isFinished());
    }

    private long expiresAt(String key) {
        long left = redis.await(redis.commands().pttl(key));
        return left > 0 ? clock.millis() + left : 0;
    }
}
