package io.kefu.filestore.container;

import static io.kefu.filestore.container.ContainerTypes.bytes;
import static io.kefu.filestore.container.ContainerTypes.text;
import static io.kefu.filestore.container.ContainerTypes.type;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.filestore.testing.Media;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsoMediaReaderTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "isom", "iso2", "iso3", "iso4", "iso5", "iso6", "iso7", "iso8", "iso9", "mp41", "mp42", "avc1", "dash",
                "M4A ", "M4B ", "M4V ", "M4VP", "M4VH", "f4v ", "F4V ", "cmfc", "cmf2", "cmfs", "MSNV", "msdh", "msix",
                "ndsc", "dby1", "hlsf", "piff", "isml", "mmp4", "XAVC", "zzzz"
            })
    void tracksDecideTheTypeForEveryBrandOfMp4(String brand) throws IOException {
        assertThat(type(branded("audio.mp4", brand))).isEqualTo("audio/mp4");
        assertThat(type(branded("audio-recorded.mp4", brand))).isEqualTo("audio/mp4");
        assertThat(type(branded("video.mp4", brand))).isEqualTo("video/mp4");
        assertThat(type(branded("both.mp4", brand))).isEqualTo("video/mp4");
    }

    private static byte[] branded(String file, String brand) throws IOException {
        byte[] content = Media.read(file);
        System.arraycopy(bytes(brand), 0, content, 8, 4);
        return content;
    }

    @ParameterizedTest
    @CsvSource({
        "3gp4, 3gpp",
        "3gp5, 3gpp",
        "3gp6, 3gpp",
        "3gp7, 3gpp",
        "3gp9, 3gpp",
        "3gs6, 3gpp",
        "3gr6, 3gpp",
        "3gg6, 3gpp",
        "3ge6, 3gpp",
        "3gh9, 3gpp",
        "3g2a, 3gpp2",
        "3g2b, 3gpp2",
        "3g2c, 3gpp2",
    })
    void brandsOf3gppHaveTheirOwnTypes(String brand, String subtype) throws IOException {
        assertThat(type(branded("audio.mp4", brand))).isEqualTo("audio/" + subtype);
        assertThat(type(branded("video.mp4", brand))).isEqualTo("video/" + subtype);
    }

    @Test
    void quickTimeWithOnlyAudioIsAudio() throws IOException {
        assertThat(type(branded("video.mp4", "qt  "))).isEqualTo("video/quicktime");
        assertThat(type(branded("audio.mp4", "qt  "))).isEqualTo("audio/mp4");
    }

    @ParameterizedTest
    @CsvSource({
        "heic, '', heic",
        "heix, '', heic",
        "heim, '', heic",
        "mif1, heic, heic",
        "mif1, avif, avif",
        "mif1, '', heif",
        "avif, mif1, avif",
        "avis, msf1, avif",
        "msf1, hevc, heic-sequence",
        "hevc, '', heic-sequence",
        "'crx ', '', x-canon-cr3",
    })
    void brandsOfPicturesAreImages(String major, String compatible, String subtype) {
        assertThat(type(bytes(brand(major, compatible), movie(track("vide"))))).isEqualTo("image/" + subtype);
        assertThat(type(bytes(brand(major, compatible), box("meta", "\0\0\0\0"))))
                .isEqualTo("image/" + subtype);
    }

    @Test
    void readsQuickTimeFilesWithoutBrand() {
        for (String start : List.of(
                "",
                box("mdat", "\0".repeat(99)),
                box("wide"),
                box("free", "x"),
                box("skip", "x"),
                box("pnot", "\0".repeat(12)))) {
            assertThat(type(bytes(start, movie(track("soun"), track("vide"))))).isEqualTo("video/quicktime");
            assertThat(type(bytes(start, movie(track("soun"))))).isEqualTo("audio/mp4");
            assertThat(type(bytes(start, box("moov", box("cmov", "\0".repeat(40))))))
                    .isEqualTo("video/quicktime");
        }
        assertThat(type(bytes(box("mdat", "\0".repeat(99))))).isEqualTo("application/octet-stream");
    }

    @Test
    void readsAllFormsOfBoxSizes() {
        String audio = movie(track("soun"));
        String data = largeBox("mdat", "\0".repeat(70_000));
        assertThat(type(bytes(brand("isom"), data, audio))).isEqualTo("audio/mp4");
        assertThat(type(bytes(largeBox("ftyp", "isom\0\0\0\0"), data, audio))).isEqualTo("audio/mp4");
        assertThat(type(bytes(box("free", "x"), brand("isom"), data, audio))).isEqualTo("audio/mp4");
        String open = "\0\0\0\0" + audio.substring(4);
        assertThat(type(bytes(brand("isom"), data, open))).isEqualTo("audio/mp4");
        assertThat(type(bytes(brand("isom"), "\0\0\0\0mdat", audio))).isEqualTo("video/mp4");
        String large = largeBox("moov", largeBox("trak", largeBox("mdia", largeBox("hdlr", "\0".repeat(8) + "soun"))));
        assertThat(type(bytes(brand("isom"), large))).isEqualTo("audio/mp4");
        String closed = box("moov", "\0\0\0\0", "\0".repeat(9)) + audio;
        assertThat(type(bytes(brand("isom"), closed))).isEqualTo("audio/mp4");
    }

    @Test
    void subtitleTracksAreNotVideo() {
        assertThat(type(bytes(brand("M4B "), movie(track("soun"), track("text"), track("sbtl")))))
                .isEqualTo("audio/mp4");
        assertThat(type(bytes(brand("isom"), movie(track("text"))))).isEqualTo("application/mp4");
        assertThat(type(bytes(brand("3gp5"), movie(track("text"))))).isEqualTo("application/mp4");
    }

    /** A handler box outside of a track, and boxes that claim to be longer than their parents. */
    @Test
    void ignoresMisplacedBoxes() {
        assertThat(type(bytes(brand("isom"), box("hdlr", "\0".repeat(8), "vide"), movie(track("soun")))))
                .isEqualTo("audio/mp4");
        assertThat(type(bytes(brand("isom"), box("free", movie(track("vide"))), movie(track("soun")))))
                .isEqualTo("audio/mp4");
        String tooLong = box("moov", "\177\377\377\377free") + movie(track("soun"));
        assertThat(type(bytes(brand("isom"), tooLong))).isEqualTo("audio/mp4");
        String cut = box("moov", "\0\0\0\1mvhd") + movie(track("soun"));
        assertThat(type(bytes(brand("isom"), cut))).startsWith("video/");
    }

    @Test
    void invalidBoxSizesNeitherFailNorLoop() {
        for (String size : List.of(
                "\0\0\0\1%s\377\377\377\377\377\377\377\377",
                "\0\0\0\1%s\200\0\0\0\0\0\0\0",
                "\0\0\0\1%s\177\377\377\377\377\377\377\377",
                "\0\0\0\1%s\0\0\0\0\0\0\0\0",
                "\0\0\0\1%s\0\0\0\0\0\0\0\17",
                "\0\0\0\1%s\0\0\0\0\0\0\0\20",
                "\377\377\377\377%s",
                "\0\0\0\2%s",
                "\0\0\0\7%s",
                "\0\0\0\10%s")) {
            for (String name : List.of("moov", "mdat", "free", "ftyp", "uuid")) {
                String hostile = size.formatted(name).repeat(1_000);
                assertThat(type(bytes(brand("isom"), hostile), 7)).isEqualTo("video/mp4");
                String nested = box("moov", box("trak", box("mdia", hostile)));
                assertThat(type(bytes(brand("isom"), nested), 7)).isEqualTo("video/mp4");
            }
        }
    }

    @Test
    void unboundedNestingIsNotEntered() {
        StringBuilder nested = new StringBuilder();
        for (String name : List.of("moov", "trak", "mdia")) {
            nested.append(("\177\377\377\377" + name).repeat(50_000));
        }
        assertThat(type(bytes(brand("isom"), nested.toString()))).isEqualTo("video/mp4");
    }

    private static String box(String type, String... content) {
        String inner = String.join("", content);
        return text(ByteBuffer.allocate(4).putInt(inner.length() + 8).array()) + type + inner;
    }

    private static String largeBox(String type, String content) {
        return text(ByteBuffer.allocate(4).putInt(1).array())
                + type
                + text(ByteBuffer.allocate(8).putLong(content.length() + 16).array())
                + content;
    }

    private static String track(String handler) {
        return box(
                "trak",
                box("tkhd", "\0".repeat(84)),
                box("mdia", box("mdhd", "\0".repeat(24)), box("hdlr", "\0".repeat(8), handler, "\0".repeat(13))));
    }

    private static String movie(String... tracks) {
        return box("moov", box("mvhd", "\0".repeat(100)), String.join("", tracks), box("udta", "\0\0\0\0"));
    }

    private static String brand(String major, String... compatible) {
        return box("ftyp", major, "\0\0\2\0", String.join("", compatible));
    }
}
