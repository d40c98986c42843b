package io.kefu.application.file.testing;

import io.kefu.application.file.port.FileRecords;

class InMemoryFileRecordsTest extends FileRecordsContract {
    @Override
    protected FileRecords create() {
        return new InMemoryFileRecords();
    }
}
