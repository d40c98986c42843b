package io.kefu.redis.file;

import static io.kefu.redis.Fields.number;
import static io.kefu.redis.Fields.required;
import static io.kefu.redis.Fields.time;
import static io.kefu.redis.GlobalKeys.FILE_STORE;

import io.kefu.application.file.FileIds;
import io.kefu.application.file.port.FileRecords;
import io.kefu.domain.file.FileCategory;
import io.kefu.domain.file.FileId;
import io.kefu.domain.file.FileName;
import io.kefu.domain.file.MediaType;
import io.kefu.domain.file.StoredFile;
import io.kefu.domain.user.UserId;
import io.kefu.redis.Redis;
import io.kefu.redis.RedisKeys;
import io.kefu.redis.script.LuaScript;
import io.lettuce.core.ScriptOutputType;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Records of files, one hash per file. All files of a user and their total are in one slot. A call takes one round trip,
 * {@link #remove} two.
 */
@Singleton
public final class RedisFileRecords implements FileRecords {
    private static final String NAME = "n";
    private static final String SIZE = "s";
    private static final String TYPE = "t";
    private static final String CATEGORY = "c";
    private static final String SHA256 = "h";
    private static final String UPLOADER = "u";
    private static final String UPLOADED_AT = "w";

    private final Redis redis;
    private final RedisKeys keys;
    private final LuaScript add;
    private final LuaScript remove;

    public RedisFileRecords(Redis redis) {
        this.redis = redis;
        this.keys = redis.keys();
        this.add = LuaScript.of(redis, "add_file", ScriptOutputType.INTEGER);
        this.remove = LuaScript.of(redis, "remove_file", ScriptOutputType.INTEGER);
    }

    @Override
    public boolean add(StoredFile file, Quota quota) {
        String uploadedAt = Long.toString(file.uploadedAt().toEpochMilli());
        return redis.await(add.<Long>run(
                        keysOf(file),
                        file.id().key(),
                        uploadedAt,
                        Long.toString(file.size()),
                        Long.toString(quota.files()),
                        Long.toString(quota.bytes()),
                        NAME,
                        file.name().value(),
                        SIZE,
                        Long.toString(file.size()),
                        TYPE,
                        file.type().value(),
                        CATEGORY,
                        file.category().word(),
                        SHA256,
                        file.sha256(),
                        UPLOADER,
                        file.uploader().value(),
                        UPLOADED_AT,
                        uploadedAt))
                == 1;
    }

    @Override
    public Optional<StoredFile> find(FileId id) {
        Map<String, String> record = redis.await(redis.commands().hgetall(keys.file(id)));
        return record.isEmpty() ? Optional.empty() : Optional.of(read(id, record));
    }

    @Override
    public void remove(FileId id) {
        Optional<StoredFile> file = find(id);
        if (file.isPresent()) {
            redis.await(remove.<Long>run(keysOf(file.get()), id.key()));
        } else {
            redis.await(redis.commands().zrem(keys.filesOfGroup(id.group()), id.key()));
        }
    }

    private List<String> keysOf(StoredFile file) {
        int group = file.id().group();
        return List.of(keys.file(file.id()), keys.filesOfGroup(group), keys.filesUsed(group, file.uploader()));
    }

    @Override
    public Quota usedBy(UserId user) {
        Map<String, String> used = redis.await(redis.commands().hgetall(keys.filesUsed(FileIds.groupOf(user), user)));
        return new Quota(number(used, "n"), number(used, "b"));
    }

    @Override
    public Map<FileId, Instant> inGroup(int group) {
        Map<FileId, Instant> files = new HashMap<>();
        redis.await(redis.commands().zrangeWithScores(keys.filesOfGroup(group), 0, -1))
                .forEach(entry -> files.put(
                        new FileId(FileId.PREFIX + entry.getValue()), Instant.ofEpochMilli((long) entry.getScore())));
        return files;
    }

    @Override
    public Stream<StoredFile> uploadedBy(UserId user) {
        return inGroup(FileIds.groupOf(user)).keySet().stream()
                .flatMap(id -> find(id).stream())
                .filter(file -> file.uploader().equals(user));
    }

    @Override
    public Optional<String> storeId(Optional<String> proposed) {
        proposed.ifPresent(id -> redis.await(redis.commands().setnx(FILE_STORE, id)));
        return redis.await(redis.commands().get(FILE_STORE).thenApply(Optional::ofNullable));
    }

    private static StoredFile read(FileId id, Map<String, String> record) {
        return new StoredFile(
                id,
                new FileName(required(record, NAME)),
                Long.parseLong(required(record, SIZE)),
                new MediaType(required(record, TYPE)),
                FileCategory.ofWord(required(record, CATEGORY)).orElseThrow(),
                required(record, SHA256),
                new UserId(required(record, UPLOADER)),
                time(required(record, UPLOADED_AT)));
    }
}
