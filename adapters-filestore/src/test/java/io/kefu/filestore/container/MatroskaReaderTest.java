package io.kefu.filestore.container;

import static io.kefu.filestore.container.ContainerTypes.bytes;
import static io.kefu.filestore.container.ContainerTypes.text;
import static io.kefu.filestore.container.ContainerTypes.type;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatroskaReaderTest {
    private static final String OPEN_SEGMENT = "\u0018S\u0080g\u0001" + "\u00ff".repeat(7);

    private static final String OPEN_CLUSTER = "\u001fC\u00b6u\u00ff";

    @ParameterizedTest
    @CsvSource({
        "webm, 2, audio/webm",
        "webm, 1, video/webm",
        "webm, 12, video/webm",
        "webm, 21, video/webm",
        "webm, '', video/webm",
        "matroska, 2, audio/x-matroska",
        "matroska, 1, video/x-matroska",
        "matroska, 3, video/x-matroska",
        "matroska, 8, application/x-matroska",
        "webm, 28, audio/webm",
    })
    void tracksDecideTheType(String docType, String tracks, String type) {
        // Subtitles have type 17.
        String[] types = tracks.chars()
                .mapToObj(c -> c == '8' ? "\u0011" : Character.toString(c - '0'))
                .toArray(String[]::new);
        String header = ebml(docType);
        String list = tracks(types);
        String cluster = element("\u001fC\u00b6u", element("\u00a3", "\0".repeat(5_000)));
        String openCluster = OPEN_CLUSTER + element("\u00e7", "\0") + element("\u00a3", "\0".repeat(5_000));
        String other = element("\u0011M\u009bt", "\0".repeat(50)) + element("\u00ec", "\0".repeat(90));
        for (String body : List.of(
                list + cluster,
                other + list + openCluster,
                cluster + cluster + list,
                openCluster + openCluster + list)) {
            assertThat(type(bytes(header, OPEN_SEGMENT, body), 13)).isEqualTo(type);
            assertThat(type(bytes(header, element("\u0018S\u0080g", body)), 13)).isEqualTo(type);
        }
    }

    @Test
    void invalidLengthsNeitherFailNorLoop() {
        for (String length : List.of(
                "\0",
                "\1" + "\u00ff".repeat(7),
                "\1" + "\u00fe".repeat(7),
                "\u00ff",
                "\u0080",
                "@\0",
                "\u007f\u00ff",
                "")) {
            for (String id : List.of(
                    "\u001aE\u00df\u00a3",
                    "\u0018S\u0080g",
                    "\u0016T\u00aek",
                    "\u00ae",
                    "\u0083",
                    "B\u0082",
                    "\u001fC\u00b6u",
                    "\u00ec",
                    "\0",
                    "\10")) {
                String hostile = (id + length).repeat(1_000);
                assertThatCode(() -> type(bytes(ebml("webm"), OPEN_SEGMENT, hostile), 5))
                        .doesNotThrowAnyException();
            }
        }
    }

    private static String element(String id, String content) {
        return id
                + text(ByteBuffer.allocate(8)
                        .putLong(content.length() | (1L << 56))
                        .array())
                + content;
    }

    private static String ebml(String docType) {
        return element("\u001aE\u00df\u00a3", element("B\u0086", "\1") + element("B\u0082", docType));
    }

    private static String tracks(String... types) {
        StringBuilder entries = new StringBuilder();
        for (String type : types) {
            entries.append(
                    element("\u00ae", element("\u00d7", "\1") + element("\u0083", type) + element("\u0086", "A_X")));
        }
        return element("\u0016T\u00aek", entries.toString());
    }
}
