package io.kefu.redis.file;

import io.kefu.application.file.port.FileRecords;
import io.kefu.application.file.testing.FileRecordsContract;
import io.kefu.redis.testing.RedisExtension;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisFileRecordsIT extends FileRecordsContract {
    @RegisterExtension
    static final RedisExtension REDIS = new RedisExtension();

    @Override
    protected FileRecords create() {
        return new RedisFileRecords(REDIS.redis());
    }
}
