package io.kefu.rest.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PartsTest {
    @Test
    void aPartIsRequestedAfterThePreviousOneWasRead() throws IOException {
        int[] made = {0};
        Iterator<byte[]> parts = Stream.iterate(0, number -> number + 1)
                .limit(1_000)
                .peek(number -> made[0]++)
                .map(number -> number == 500 ? new byte[0] : new byte[] {(byte) 0xE9, number.byteValue()})
                .iterator();
        try (InputStream stream = Parts.file("x", "text/csv", parts)
                .getBody(Streamed.class)
                .orElseThrow()
                .content()
                .get()) {
            assertThat(stream.read()).isEqualTo(0xE9);
            assertThat(stream.read(new byte[100])).isEqualTo(1);
            assertThat(made[0]).isLessThan(10);
            assertThat(stream.readAllBytes()).hasSize(2 * 998);
            assertThat(stream.read()).isEqualTo(-1);
            assertThat(stream.read(new byte[1])).isEqualTo(-1);
        }
    }
}
