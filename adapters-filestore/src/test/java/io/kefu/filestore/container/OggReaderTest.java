package io.kefu.filestore.container;

import static io.kefu.filestore.container.ContainerTypes.bytes;
import static io.kefu.filestore.container.ContainerTypes.type;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OggReaderTest {
    @ParameterizedTest
    @CsvSource({
        "OpusHead, audio/ogg",
        "'\u0001vorbis\u0000', audio/ogg",
        "'\u007fFLAC\u0001\u0000\u0000', audio/ogg",
        "'Speex   1.2', audio/ogg",
        "'\u0080theora\u0003', video/ogg",
        "'BBCD\u0000\u0000\u0000\u0000', video/ogg",
        "'OVP80\u0001\u0001\u0000', video/ogg",
        "'\u0001video\u0000\u0000', video/ogg",
        "'fishead\u0000', application/ogg",
        "'unknown one', application/ogg",
        "short, application/ogg",
    })
    void streamsDecideTheType(String packet, String type) {
        assertThat(type(bytes(page(2, packet), page(0, "data")), 9)).isEqualTo(type);
        String withAudio = type.startsWith("video") ? type : "audio/ogg";
        assertThat(type(bytes(page(2, "fishead\0"), page(2, "OpusHead"), page(2, packet)), 9))
                .isEqualTo(withAudio);
        assertThat(type(bytes(page(2, packet), page(2, "OpusHead"), page(0, "x"), page(2, "\u0080theora\3")), 9))
                .isEqualTo(withAudio);
    }

    private static String page(int flags, String packet) {
        return "OggS\0" + (char) flags + "\0".repeat(20) + (char) 1 + (char) packet.length() + packet;
    }
}
