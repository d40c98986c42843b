package io.kefu.rest.stream;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.InputStream;
import org.junit.jupiter.api.Test;

class StreamWriterTest {
    /** A store's client may be unhappy when whoever reads has gone; nobody is left to tell. */
    @Test
    void aContentThatCannotBeClosedHarmsNobody() {
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
