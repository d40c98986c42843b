package io.kefu.filestore.container;

import static io.kefu.filestore.container.ContainerTypes.bytes;
import static io.kefu.filestore.container.ContainerTypes.type;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.filestore.testing.Media;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainersTest {
    private static final List<String> FILES = List.of(
            "audio-recorded.mp4",
            "audio.mp4",
            "video.mp4",
            "video-faststart.mp4",
            "video-fragmented.mp4",
            "both.mp4",
            "audio.webm",
            "video.webm",
            "audio-live.webm",
            "both.webm",
            "audio.ogg",
            "video.ogv");

    @ParameterizedTest
    @CsvSource({
        "audio-recorded.mp4, audio/mp4",
        "audio.mp4, audio/mp4",
        "video.mp4, video/mp4",
        "video-faststart.mp4, video/mp4",
        "video-fragmented.mp4, video/mp4",
        "both.mp4, video/mp4",
        "audio.webm, audio/webm",
        "video.webm, video/webm",
        "audio-live.webm, audio/webm",
        "both.webm, video/webm",
        "audio.ogg, audio/ogg",
        "video.ogv, video/ogg",
    })
    void tracksDecideTheTypeForPiecesOfAnySize(String file, String type) throws IOException {
        byte[] content = Media.read(file);
        for (int piece : new int[] {1, 3, 8, 1_000, content.length}) {
            assertThat(type(content, piece)).as("pieces of %d", piece).isEqualTo(type);
        }
    }

    /** A reader does not throw for any content, and returns a well-formed type. */
    @Test
    void damagedFilesDoNotFail() throws IOException {
        Random random = new Random(7);
        for (String file : FILES) {
            byte[] whole = Media.read(file);
            for (int round = 0; round < 2_000; round++) {
                byte[] damaged = Arrays.copyOf(whole, 1 + random.nextInt(Math.min(whole.length, 6_000)));
                for (int i = random.nextInt(20); i > 0; i--) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
                }
                assertReads(damaged, 1 + random.nextInt(100));
            }
        }
        for (int round = 0; round < 20_000; round++) {
            byte[] noise = new byte[12 + random.nextInt(300)];
            random.nextBytes(noise);
            byte[] start = bytes(List.of("\0\0\0\14ftyp", "\u001aE\u00df\u00a3", "OggS", "\0\0\0\10moov")
                    .get(round % 4));
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            content.writeBytes(start);
            content.writeBytes(noise);
            assertReads(content.toByteArray(), 1 + random.nextInt(20));
        }
    }

    private static void assertReads(byte[] content, int piece) {
        if (Containers.readerOf(content).isPresent()) {
            assertThat(type(content, piece)).matches("(audio|video|image|application)/[a-z0-9-]+");
        }
    }

    @Test
    void otherContentsHaveNoReader() {
        for (String content :
                List.of("", "O", "OggX", "\u001aE\u00df", "GIF89a..", "the ftyp of a text", "PK\3\4....")) {
            assertThat(Containers.readerOf(bytes(content))).as(content).isEmpty();
        }
    }
}
