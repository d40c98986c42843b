package io.kefu.rest.stream;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.InputStream;
import org.junit.jupiter.api.Test;

class StreamWriterTest {
    /** The client of a bucket may throw when a download is cancelled. */
    @Test
    void aFailureToCloseAContentIsIgnored() {
        InputStream broken = new InputStream() {
            @Override
            public int read() {
                return -1;
            }

            @Override
            public void close() {
                throw new IllegalStateException("aborted");
            }
        };
        assertThatCode(() -> StreamWriter.close(broken)).doesNotThrowAnyException();
    }
}
