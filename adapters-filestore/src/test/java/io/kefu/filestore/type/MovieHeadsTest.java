package io.kefu.filestore.type;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.domain.file.FileName;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class MovieHeadsTest {
    private static final String HEADER = "3026b2758e66cf11a6d900aa0062ce6c";
    private static final String VIDEO = "c0ef19bc4d5bcf11a8fd00805f5c442b";
    private static final String AUDIO = "409e69f84d5bcf11a8fd00805f5c442b";

    private static String typeOf(byte[] head) {
        return new TikaMediaTypes().detect(head, new FileName("name")).type().value();
    }

    private static byte[] asf(String... streams) {
        return HexFormat.of().parseHex(HEADER + "00".repeat(40) + String.join("00".repeat(24), streams));
    }

    /** A stream of packets, each preceded by the given number of bytes. */
    private static byte[] transportStream(int before, int packets) {
        ByteBuffer stream = ByteBuffer.allocate((188 + before) * packets);
        for (int i = 0; i < packets; i++) {
            stream.putInt(i * (188 + before) + before, 0x47000010);
        }
        return stream.array();
    }

    @Test
    void windowsMediaIsVideoIfItHasAVideoStream() {
        assertThat(typeOf(asf(VIDEO))).isEqualTo("video/x-ms-wmv");
        assertThat(typeOf(asf(AUDIO, VIDEO))).isEqualTo("video/x-ms-wmv");
        assertThat(typeOf(asf(AUDIO))).isEqualTo("audio/x-ms-wma");
    }

    @Test
    void transportStreamsAreVideo() {
        assertThat(typeOf(transportStream(0, 5))).isEqualTo("video/mp2t");
        assertThat(typeOf(transportStream(4, 5))).isEqualTo("video/mp2t");
        assertThat(typeOf(transportStream(0, 4))).isNotEqualTo("video/mp2t");
        assertThat(typeOf("G".repeat(1_000).getBytes(US_ASCII))).isEqualTo("text/plain");
    }
}
