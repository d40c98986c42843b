package io.kefu.redis.backup;

import io.kefu.redis.GlobalKeys;
import io.kefu.redis.Redis;
import io.kefu.redis.backup.record.BackupRecord;
import io.kefu.redis.backup.record.RecordKind;
import io.kefu.redis.backup.record.RecordSink;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Writes the counts of the days that are not folded yet, as the sums of all partitions, and the last folded day. The counts of
 * folded days must be written after that, so that no day is missing if a node folds one meanwhile.
 */
final class CountReader {
    private final Redis redis;
    private final InstantSource clock;
    private final RecordSink sink;

    CountReader(Redis redis, InstantSource clock, RecordSink sink) {
        this.redis = redis;
        this.clock = clock;
        this.sink = sink;
    }

    void write() {
        for (CountKind kind : CountKind.values()) {
            write(kind);
        }
    }

    private void write(CountKind kind) {
        String foldedUntil;
        Map<Long, Map<String, Long>> days;
        do {
            foldedUntil = foldedUntil(kind);
            days = read(kind);
            // If a day was folded meanwhile, some of its counts may have been removed before they were read.
        } while (!foldedUntil(kind).equals(foldedUntil));
        if (!foldedUntil.isEmpty()) {
            sink.write(BackupRecord.of(RecordKind.STRING, GlobalKeys.foldedUntil(kind.word()), List.of(foldedUntil)));
        }
        long expiresAt = clock.millis() + redis.counting().keptFor().toMillis();
        days.forEach((day, sums) -> {
            List<String> values = new ArrayList<>();
            sums.forEach((field, sum) -> values.addAll(List.of(field, sum.toString())));
            sink.writeAll(RecordKind.COUNTS, kind.word() + " " + day, expiresAt, values);
        });
    }

    /** Returns an empty text if no day is folded. */
    private String foldedUntil(CountKind kind) {
        return redis.await(
                redis.commands().get(GlobalKeys.foldedUntil(kind.word())).thenApply(day -> day == null ? "" : day));
    }

    private Map<Long, Map<String, Long>> read(CountKind kind) {
        Set<String> keys = new TreeSet<>();
        KeyReader.scan(redis, kind.pattern(), keys::add);
        Map<Long, Map<String, Long>> days = new TreeMap<>();
        for (String key : keys) {
            long day = Long.parseLong(key.substring(key.lastIndexOf(':') + 1));
            Map<String, Long> sums = days.computeIfAbsent(day, any -> new HashMap<>());
            redis.await(redis.commands().hgetall(key))
                    .forEach((field, count) -> sums.merge(field, Long.parseLong(count), Long::sum));
        }
        return days;
    }
}
