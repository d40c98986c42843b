package io.kefu.filestore.container;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.kefu.filestore.testing.Media;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** The type of a content that comes in pieces of this size. */
    private static String type(byte[] content, int piece) {
        ContainerReader reader = Containers.readerOf(content).orElseThrow();
        for (int at = 0; at < content.length; at += piece) {
            reader.update(content, at, Math.min(piece, content.length - at));
        }
        return reader.type().value();
    }

    private static String type(byte[] content) {
        return type(content, content.length);
    }

    private static byte[] bytes(String... parts) {
        return String.join("", parts).getBytes(ISO_8859_1);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
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
    void theTracksTellWhateverPiecesTheFileComesIn(String file, String type) throws IOException {
        byte[] content = Media.read(file);
        for (int piece : new int[] {1, 3, 8, 1_000, content.length}) {
            assertThat(type(content, piece)).as("pieces of %d", piece).isEqualTo(type);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "isom", "iso2", "iso3", "iso4", "iso5", "iso6", "iso7", "iso8", "iso9", "mp41", "mp42", "avc1", "dash",
                "M4A ", "M4B ", "M4V ", "M4VP", "M4VH", "f4v ", "F4V ", "cmfc", "cmf2", "cmfs", "MSNV", "msdh", "msix",
                "ndsc", "dby1", "hlsf", "piff", "isml", "mmp4", "XAVC", "zzzz"
            })
    void everyBrandOfMp4IsSoundOrFilmByItsTracks(String brand) throws IOException {
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
    void brandsOfPhonesHaveTypesOfTheirOwn(String brand, String subtype) throws IOException {
        assertThat(type(branded("audio.mp4", brand))).isEqualTo("audio/" + subtype);
        assertThat(type(branded("video.mp4", brand))).isEqualTo("video/" + subtype);
    }

    @Test
    void quickTimeIsAFilmUnlessItHasSoundAlone() throws IOException {
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
    void picturesInTheSameBoxesArePictures(String major, String compatible, String subtype) {
        assertThat(type(bytes(brand(major, compatible), movie(track("vide"))))).isEqualTo("image/" + subtype);
        assertThat(type(bytes(brand(major, compatible), box("meta", "\0\0\0\0"))))
                .isEqualTo("image/" + subtype);
    }

    @Test
    void oldQuickTimeFilesHaveNoBrand() {
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
    void sizesOfAllKindsAreFollowed() {
        String sound = movie(track("soun"));
        String data = largeBox("mdat", "\0".repeat(70_000));
        assertThat(type(bytes(brand("isom"), data, sound))).isEqualTo("audio/mp4");
        assertThat(type(bytes(largeBox("ftyp", "isom\0\0\0\0"), data, sound))).isEqualTo("audio/mp4");
        assertThat(type(bytes(box("free", "x"), brand("isom"), data, sound))).isEqualTo("audio/mp4");
        String open = "\0\0\0\0" + sound.substring(4);
        assertThat(type(bytes(brand("isom"), data, open))).isEqualTo("audio/mp4");
        assertThat(type(bytes(brand("isom"), "\0\0\0\0mdat", sound))).isEqualTo("video/mp4");
        String large = largeBox("moov", largeBox("trak", largeBox("mdia", largeBox("hdlr", "\0".repeat(8) + "soun"))));
        assertThat(type(bytes(brand("isom"), large))).isEqualTo("audio/mp4");
        String closed = box("moov", "\0\0\0\0", "\0".repeat(9)) + sound;
        assertThat(type(bytes(brand("isom"), closed))).isEqualTo("audio/mp4");
    }

    @Test
    void otherTracksMakeNoFilm() {
        assertThat(type(bytes(brand("M4B "), movie(track("soun"), track("text"), track("sbtl")))))
                .isEqualTo("audio/mp4");
        assertThat(type(bytes(brand("isom"), movie(track("text"))))).isEqualTo("application/mp4");
        assertThat(type(bytes(brand("3gp5"), movie(track("text"))))).isEqualTo("application/mp4");
    }

    /** A track's box at a wrong place, and boxes that claim to be longer than their parents. */
    @Test
    void misplacedBoxesCountForNothing() {
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
    void hostileSizesEndNothingAndLoopNever() {
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
    void nestingWithoutEndIsNotFollowed() {
        StringBuilder nested = new StringBuilder();
        for (String name : List.of("moov", "trak", "mdia")) {
            nested.append(("\177\377\377\377" + name).repeat(50_000));
        }
        assertThat(type(bytes(brand("isom"), nested.toString()))).isEqualTo("video/mp4");
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

    private static String matroskaTracks(String... types) {
        StringBuilder entries = new StringBuilder();
        for (String type : types) {
            entries.append(
                    element("\u00ae", element("\u00d7", "\1") + element("\u0083", type) + element("\u0086", "A_X")));
        }
        return element("\u0016T\u00aek", entries.toString());
    }

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
    void matroskaIsSoundOrFilmByItsTracks(String docType, String tracks, String type) {
        // Subtitles have type 17.
        String[] types = tracks.chars()
                .mapToObj(c -> c == '8' ? "\u0011" : Character.toString(c - '0'))
                .toArray(String[]::new);
        String header = ebml(docType);
        String list = matroskaTracks(types);
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
    void hostileLengthsOfMatroskaEndNothingAndLoopNever() {
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

    private static String page(int flags, String packet) {
        return "OggS\0" + (char) flags + "\0".repeat(20) + (char) 1 + (char) packet.length() + packet;
    }

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
    void oggIsSoundOrFilmByItsStreams(String packet, String type) {
        assertThat(type(bytes(page(2, packet), page(0, "data of it")), 9)).isEqualTo(type);
        String sound = type.startsWith("video") ? type : "audio/ogg";
        assertThat(type(bytes(page(2, "fishead\0"), page(2, "OpusHead"), page(2, packet)), 9))
                .isEqualTo(sound);
        assertThat(type(bytes(page(2, packet), page(2, "OpusHead"), page(0, "x"), page(2, "\u0080theora\3")), 9))
                .isEqualTo(sound);
    }

    /** Whatever the content is, a reader does not throw, and names a well-formed type. */
    @Test
    void damagedFilesAreReadWithoutException() throws IOException {
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
    void anythingElseIsNoContainer() {
        for (String content :
                List.of("", "O", "OggX", "\u001aE\u00df", "GIF89a..", "the ftyp of a text", "PK\3\4....")) {
            assertThat(Containers.readerOf(bytes(content))).as(content).isEmpty();
        }
    }
}
