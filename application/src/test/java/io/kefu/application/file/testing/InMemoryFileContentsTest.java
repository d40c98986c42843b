package io.kefu.application.file.testing;

import io.kefu.application.file.port.FileContents;
import java.time.Clock;

class InMemoryFileContentsTest extends FileContentsContract {
    @Override
    protected FileContents create() {
        return new InMemoryFileContents(Clock.systemUTC());
    }
}
