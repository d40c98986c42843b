package io.kefu.filestore.thumbnail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.file.port.FileContents;
import io.kefu.application.file.port.Thumbnails.Thumbnail;
import io.kefu.application.file.testing.InMemoryFileContents;
import io.kefu.application.testing.Parallel;
import io.kefu.application.testing.Refusals;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.file.FileCategory;
import io.kefu.domain.file.FileId;
import io.kefu.domain.file.FileName;
import io.kefu.domain.file.MediaType;
import io.kefu.domain.file.StoredFile;
import io.kefu.domain.user.UserId;
import io.kefu.filestore.testing.Media;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageThumbnailsTest {
    private static final long MAX_PIXELS = 1_000_000;

    private final FileContents contents = new InMemoryFileContents(InstantSource.system());
    private final ImageThumbnails thumbnails = new ImageThumbnails(contents, MAX_PIXELS, 1_000_000, 2);
    private int files;

    @AfterEach
    void stop() {
        thumbnails.close();
    }

    /** A picture whose left half is red and whose right half is blue. */
    private static byte[] picture(String format, int width, int height, int kind) throws IOException {
        BufferedImage image = new BufferedImage(width, height, kind);
        Graphics2D canvas = image.createGraphics();
        canvas.setColor(Color.RED);
        canvas.fillRect(0, 0, width / 2, height);
        canvas.setColor(Color.BLUE);
        canvas.fillRect(width / 2, 0, width, height);
        canvas.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, out)).isTrue();
        return out.toByteArray();
    }

    private StoredFile stored(byte[] content, String type) throws IOException {
        FileId id = new FileId("file_AA%04d".formatted(files++));
        contents.store(id, new ByteArrayInputStream(content));
        return new StoredFile(
                id,
                FileName.of("a"),
                content.length,
                new MediaType(type),
                FileCategory.IMAGE,
                "0".repeat(64),
                new UserId("a"),
                Instant.EPOCH);
    }

    private static byte[] bytes(Thumbnail thumbnail) {
        byte[] bytes = new byte[thumbnail.bytes().remaining()];
        thumbnail.bytes().duplicate().get(bytes);
        return bytes;
    }

    private static BufferedImage shown(Thumbnail thumbnail) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(bytes(thumbnail)));
    }

    private void refuses(StoredFile file) {
        Refusals.assertRefused(ErrorCode.UNSUPPORTED_MEDIA_TYPE, () -> thumbnails.of(file, 100));
    }

    @Test
    void theLongestSideIsAsLongAsAsked() throws IOException {
        for (String format : new String[] {"jpeg", "png", "gif", "bmp"}) {
            BufferedImage small = shown(thumbnails.of(
                    stored(picture(format, 900, 300, BufferedImage.TYPE_INT_RGB), "image/" + format), 90));
            assertThat(small.getWidth()).as(format).isEqualTo(90);
            assertThat(small.getHeight()).as(format).isBetween(29, 31);
            assertThat(new Color(small.getRGB(10, 15)).getRed()).as(format).isGreaterThan(200);
            assertThat(new Color(small.getRGB(80, 15)).getBlue()).as(format).isGreaterThan(200);
        }
    }

    /** Java writes no WebP; this is one white pixel. */
    @Test
    void webPicturesAreReadToo() throws IOException {
        byte[] pixel = Base64.getDecoder().decode("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==");
        BufferedImage small = shown(thumbnails.of(stored(pixel, "image/webp"), 90));
        assertThat(List.of(small.getWidth(), small.getHeight())).isEqualTo(List.of(1, 1));
    }

    @Test
    void aSmallPictureStaysSmallAndAThinOneKeepsALine() throws IOException {
        BufferedImage same =
                shown(thumbnails.of(stored(picture("png", 30, 20, BufferedImage.TYPE_INT_ARGB), "image/png"), 320));
        assertThat(List.of(same.getWidth(), same.getHeight())).isEqualTo(List.of(30, 20));
        BufferedImage thin =
                shown(thumbnails.of(stored(picture("png", 20_000, 1, BufferedImage.TYPE_INT_RGB), "image/png"), 50));
        assertThat(thin.getWidth()).isBetween(49, 50);
        assertThat(thin.getHeight()).isEqualTo(1);
    }

    @Test
    void aPictureIsTurnedAsItsCameraWasHeldAndSaysNothingMore() throws IOException {
        byte[] plain = picture("jpeg", 400, 200, BufferedImage.TYPE_INT_RGB);
        Thumbnail turned = thumbnails.of(stored(withExif(plain, 6), "image/jpeg"), 100);
        BufferedImage shown = shown(turned);
        assertThat(shown.getHeight()).isEqualTo(100);
        assertThat(shown.getWidth()).isEqualTo(50);
        // Turned to the right, what was left is on top.
        assertThat(new Color(shown.getRGB(25, 10)).getRed()).isGreaterThan(200);
        assertThat(new Color(shown.getRGB(25, 90)).getBlue()).isGreaterThan(200);
        assertThat(new String(bytes(turned), ISO_8859_1)).doesNotContain("Exif", "secret place");
    }

    /** The same picture with an EXIF segment: how it was held, and where it was taken. */
    private static byte[] withExif(byte[] jpeg, int orientation) {
        byte[] place = "secret place\0".getBytes(ISO_8859_1);
        ByteArrayOutputStream tiff = new ByteArrayOutputStream();
        tiff.writeBytes(new byte[] {'M', 'M', 0, 42, 0, 0, 0, 8, 0, 2});
        tiff.writeBytes(new byte[] {1, 0x0e, 0, 2, 0, 0, 0, (byte) place.length, 0, 0, 0, 38});
        tiff.writeBytes(new byte[] {1, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte) orientation, 0, 0});
        tiff.writeBytes(new byte[] {0, 0, 0, 0});
        tiff.writeBytes(place);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        out.writeBytes(new byte[] {(byte) 0xff, (byte) 0xe1, 0, (byte) (tiff.size() + 8), 'E', 'x', 'i', 'f', 0, 0});
        out.writeBytes(tiff.toByteArray());
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }

    @Test
    void whatIsTooLargeOrBrokenOrNoPictureIsRefused() throws IOException {
        refuses(stored(picture("png", 1_001, 1_000, BufferedImage.TYPE_BYTE_BINARY), "image/png"));
        refuses(stored(picture("png", 30_001, 1, BufferedImage.TYPE_BYTE_BINARY), "image/png"));
        byte[] broken = picture("png", 100, 100, BufferedImage.TYPE_INT_RGB);
        refuses(stored(Arrays.copyOf(broken, broken.length / 2), "image/png"));
        refuses(stored("no picture".getBytes(ISO_8859_1), "image/jpeg"));
        refuses(stored("text".getBytes(ISO_8859_1), "text/plain"));
        refuses(stored("<svg/>".getBytes(ISO_8859_1), "image/svg+xml"));
    }

    /** These pictures are decoded as a whole, so their memory depends on their own size. */
    @Test
    void webPAndProgressivePicturesMayHaveTwoFifthsOfThePixels() throws IOException {
        byte[] allowed = Base64.getDecoder().decode("UklGRiIAAABXRUJQVlA4TBYAAAAv88F8EChggQrS/wIAAAAAAAAAAAAA");
        assertThat(shown(thumbnails.of(stored(allowed, "image/webp"), 100)).getWidth())
                .isEqualTo(100);
        byte[] bomb = allowed.clone();
        // 801 by 500 pixels instead of 500 by 500.
        ByteBuffer.wrap(bomb).order(ByteOrder.LITTLE_ENDIAN).putInt(21, 800 | 499 << 14);
        refuses(stored(bomb, "image/webp"));
        assertThat(shown(thumbnails.of(stored(progressive(800, 500), "image/jpeg"), 100))
                        .getWidth())
                .isEqualTo(100);
        refuses(stored(progressive(801, 500), "image/jpeg"));
    }

    /** Pictures of 12 megapixels, as phones take them, with the default limits. */
    @Test
    void picturesOfPhonesAreMadeSmallWhateverTheirCoding() throws IOException {
        try (ImageThumbnails usual = new ImageThumbnails(contents, 40_000_000, 1_000_000, 2);
                InputStream lossy = new GZIPInputStream(new ByteArrayInputStream(Media.read("phone-lossy.webp.gz")))) {
            Map<String, byte[]> pictures = Map.of(
                    "image/jpeg", progressive(4_032, 3_024),
                    "image/webp", Media.read("phone-lossless.webp"),
                    "image/webp; lossy", lossy.readAllBytes());
            for (Map.Entry<String, byte[]> picture : pictures.entrySet()) {
                String type = picture.getKey().split(";", 2)[0];
                BufferedImage small = shown(usual.of(stored(picture.getValue(), type), 320));
                assertThat(List.of(small.getWidth(), small.getHeight()))
                        .as(picture.getKey())
                        .isEqualTo(List.of(320, 240));
            }
        }
    }

    @Test
    void turnedPicturesStandUprightInAllFormats() throws IOException {
        byte[] png = quadrants("png");
        byte[] jpeg = quadrants("jpeg");
        byte[] webp = Base64.getDecoder()
                .decode("UklGRjoAAABXRUJQVlA4TC4AAAAvJ8AEAB8gEEjeHzqN+RcQFPwf3fxHZA9ATcA0DCYxicmOvAiI6P8EhGYzcdgM");
        // The colours at top left and top right, after turning: red, green above blue, white.
        String[] tops = {"RG", "GR", "WB", "BW", "RB", "BR", "WG", "GW"};
        for (int orientation = 1; orientation <= 8; orientation++) {
            for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
                byte[] tiff = tiff(orientation, order);
                for (StoredFile file : List.of(
                        stored(withExifSegment(jpeg, tiff), "image/jpeg"),
                        stored(withChunk(png, 33, tiff), "image/png"),
                        stored(withChunk(png, png.length - 12, tiff), "image/png"),
                        stored(webpWithExif(webp, tiff), "image/webp"),
                        stored(webpWithExif(webp, named(tiff)), "image/webp"))) {
                    BufferedImage small = shown(thumbnails.of(file, 40));
                    String as = file.type() + " " + orientation + " " + order;
                    assertThat(small.getWidth() > small.getHeight()).as(as).isEqualTo(orientation < 5);
                    int right = small.getWidth() - 4;
                    assertThat(letter(small.getRGB(3, 3)) + letter(small.getRGB(right, 3)))
                            .as(as)
                            .isEqualTo(tops[orientation - 1]);
                }
            }
        }
    }

    private static String letter(int rgb) {
        Color color = new Color(rgb);
        if (color.getRed() > 150 && color.getGreen() > 150) {
            return "W";
        }
        return color.getRed() > 150 ? "R" : color.getGreen() > 150 ? "G" : "B";
    }

    private static byte[] quadrants(String format) throws IOException {
        BufferedImage image = new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 40; x++) {
            for (int y = 0; y < 20; y++) {
                int top = x < 20 ? 0xff0000 : 0x00ff00;
                int bottom = x < 20 ? 0x0000ff : 0xffffff;
                image.setRGB(x, y, y < 10 ? top : bottom);
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, out)).isTrue();
        return out.toByteArray();
    }

    private static byte[] tiff(int orientation, ByteOrder order) {
        ByteBuffer tiff = ByteBuffer.allocate(26).order(order);
        tiff.put((order == ByteOrder.BIG_ENDIAN ? "MM" : "II").getBytes(ISO_8859_1));
        tiff.putShort((short) 42).putInt(8).putShort((short) 1);
        tiff.putShort((short) 0x112).putShort((short) 3).putInt(1).putShort((short) orientation);
        return tiff.array();
    }

    private static byte[] named(byte[] tiff) {
        return joined("Exif\0\0".getBytes(ISO_8859_1), tiff);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static byte[] withExifSegment(byte[] jpeg, byte[] tiff) {
        byte[] head = {(byte) 0xff, (byte) 0xe1, 0, (byte) (tiff.length + 8)};
        return joined(Arrays.copyOf(jpeg, 2), head, named(tiff), Arrays.copyOfRange(jpeg, 2, jpeg.length));
    }

    private static byte[] withChunk(byte[] png, int at, byte[] tiff) {
        byte[] content = joined("eXIf".getBytes(ISO_8859_1), tiff);
        CRC32 checksum = new CRC32();
        checksum.update(content);
        return joined(
                Arrays.copyOf(png, at),
                ByteBuffer.allocate(4).putInt(tiff.length).array(),
                content,
                ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array(),
                Arrays.copyOfRange(png, at, png.length));
    }

    private static byte[] webpChunk(String type, byte[] content) {
        ByteBuffer chunk =
                ByteBuffer.allocate(8 + content.length + content.length % 2).order(ByteOrder.LITTLE_ENDIAN);
        return chunk.put(type.getBytes(ISO_8859_1))
                .putInt(content.length)
                .put(content)
                .array();
    }

    private static byte[] webp(byte[]... chunks) {
        byte[] all = joined("WEBP".getBytes(ISO_8859_1), joined(chunks));
        return webpChunk("RIFF", all);
    }

    private static byte[] canvas(int flags, int width, int height) {
        ByteBuffer canvas = ByteBuffer.allocate(13).order(ByteOrder.LITTLE_ENDIAN);
        canvas.putInt(0, flags).putInt(4, width - 1).putInt(7, height - 1);
        return webpChunk("VP8X", Arrays.copyOf(canvas.array(), 10));
    }

    private static byte[] webpWithExif(byte[] plain, byte[] exif) {
        return webp(canvas(8, 40, 20), Arrays.copyOfRange(plain, 12, plain.length), webpChunk("EXIF", exif));
    }

    @Test
    void aTurnedPngOfAPhoneStandsUpright() throws IOException {
        BufferedImage small = shown(thumbnails.of(stored(Media.read("turned.png"), "image/png"), 300));
        assertThat(List.of(small.getWidth(), small.getHeight())).isEqualTo(List.of(200, 300));
    }

    @Test
    void aFrameStandsAtItsPlaceOnTheScreen() throws IOException {
        BufferedImage small = shown(thumbnails.of(stored(Media.read("offset-frame.gif"), "image/gif"), 150));
        assertThat(List.of(small.getWidth(), small.getHeight())).isEqualTo(List.of(150, 100));
        assertThat(new Color(small.getRGB(10, 10), true).getAlpha()).isZero();
        // The frame of 50 by 40 begins at 100, 80 on the screen of 300 by 200.
        assertThat(new Color(small.getRGB(60, 50), true).getAlpha()).isEqualTo(255);
        assertThat(new Color(small.getRGB(46, 50), true).getAlpha()).isZero();
        assertThat(new Color(small.getRGB(79, 50), true).getAlpha()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        // screen, place, and the size of the thumbnail, for a frame of 60 by 40
        "60, 40, 0, 0, 60, 40",
        "120, 40, 60, 0, 100, 33",
        "120, 80, 60, 40, 100, 67",
        "0, 0, 0, 0, 60, 40",
        "10, 10, 0, 0, 60, 40",
        "60, 40, 60, 0, 100, 33",
        "3000, 300, 2000, 200, 100, 10",
    })
    void theThumbnailOfAGifIsThatOfItsScreen(int width, int height, int x, int y, int smallWidth, int smallHeight)
            throws IOException {
        StoredFile file = stored(gif(width, height, x, y), "image/gif");
        BufferedImage small = shown(thumbnails.of(file, 100));
        assertThat(List.of(small.getWidth(), small.getHeight())).isEqualTo(List.of(smallWidth, smallHeight));
    }

    private static byte[] gif(int width, int height, int x, int y) throws IOException {
        byte[] gif = picture("gif", 60, 40, BufferedImage.TYPE_INT_RGB);
        ByteBuffer bytes = ByteBuffer.wrap(gif).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putShort(6, (short) width).putShort(8, (short) height);
        String frame = new String(new char[] {',', 0, 0, 0, 0, 60, 0, 40, 0});
        int at = new String(gif, ISO_8859_1).indexOf(frame);
        bytes.putShort(at + 1, (short) x).putShort(at + 3, (short) y);
        return gif;
    }

    @Test
    void aHugeScreenAroundASmallFrameIsRefused() throws IOException {
        refuses(stored(gif(65_535, 65_535, 0, 0), "image/gif"));
        refuses(stored(gif(1_001, 1_000, 65_535, 0), "image/gif"));
    }

    /** A small canvas must not hide a picture that the decoder reserves memory for. */
    @Test
    void theLargestSizeInAWebPCounts() throws IOException {
        byte[] huge = ByteBuffer.allocate(20)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 0x2f)
                .putInt(16_382 | 16_382 << 14)
                .array();
        refuses(stored(webp(canvas(0, 10, 10), webpChunk("VP8L", huge)), "image/webp"));
        byte[] lossy = ByteBuffer.allocate(20)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(6, (short) 16_383)
                .putShort(8, (short) 16_383)
                .array();
        refuses(stored(webp(canvas(0, 10, 10), webpChunk("VP8 ", lossy)), "image/webp"));
        byte[] frames = {};
        for (int i = 0; i < 5_000; i++) {
            frames = webpChunk("ANMF", joined(new byte[16], frames));
            if (frames.length > 100_000) {
                break;
            }
        }
        assertThat(PictureLayout.of(webp(canvas(2, 10, 10), frames), new MediaType("image/webp"))
                        .wholePixels())
                .as("frames within frames are not followed")
                .isEqualTo(100);
    }

    @Test
    void picturesThatAreDecodedAsAWholeSayWhatTheyNeed() throws IOException {
        assertThat(PictureLayout.of(picture("jpeg", 400, 300, BufferedImage.TYPE_INT_RGB), new MediaType("image/jpeg"))
                        .wholeBytes())
                .isZero();
        // Java halves the colours both ways: 1.5 coefficients of two bytes for each pixel, in blocks of 16 by 16.
        assertThat(PictureLayout.of(progressive(4_032, 3_024), new MediaType("image/jpeg"))
                        .wholeBytes())
                .isEqualTo(4_032L * 3_024 * 3);
        byte[] webp = Media.read("phone-lossless.webp");
        assertThat(PictureLayout.of(webp, new MediaType("image/webp")).wholeBytes())
                .isEqualTo(4_032L * 3_024 * 10);
        // 16 megapixels of the costliest kind fit into the memory that two threads have, one at a time.
        assertThat(16_000_000L * WebPChunks.LOSSY_BYTES).isBetween(280_000_000L, 560_000_000L);
        assertThat(ImageThumbnails.decoderBytes(40_000_000, 2))
                .isLessThanOrEqualTo(560_000_000)
                .isLessThanOrEqualTo(Runtime.getRuntime().maxMemory() / 2);
    }

    /** Components one after the other are kept like progressive scans, though no marker says progressive. */
    @Test
    void aPictureWhoseComponentsAreScannedSeparatelyIsDecodedAsAWhole() throws IOException {
        byte[] jpeg = picture("jpeg", 40, 40, BufferedImage.TYPE_INT_RGB);
        int scan = new String(jpeg, ISO_8859_1).indexOf("\u00ff\u00da");
        assertThat(jpeg[scan + 4]).isEqualTo((byte) 3);
        jpeg[scan + 4] = 1;
        assertThat(JpegMarkers.of(jpeg).isWhole()).isTrue();
    }

    private static byte[] progressive(int width, int height) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        try (ImageOutputStream target = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(target);
            BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            writer.write(null, new IIOImage(image, null, null), param);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    /** Java's reader would unpack it with no look at how large it is. */
    @Test
    void aPictureWithinABitmapIsRefused() throws IOException {
        for (int compression : new int[] {4, 5}) {
            byte[] inner = picture(compression == 4 ? "jpeg" : "png", 20, 20, BufferedImage.TYPE_INT_RGB);
            ByteBuffer bitmap = ByteBuffer.allocate(54 + inner.length).order(ByteOrder.LITTLE_ENDIAN);
            bitmap.put((byte) 'B')
                    .put((byte) 'M')
                    .putInt(bitmap.capacity())
                    .putInt(0)
                    .putInt(54);
            bitmap.putInt(40).putInt(10).putInt(10).putShort((short) 1).putShort((short) 0);
            bitmap.putInt(compression)
                    .putInt(inner.length)
                    .putInt(0)
                    .putInt(0)
                    .putInt(0)
                    .putInt(0)
                    .put(inner);
            refuses(stored(bitmap.array(), "image/bmp"));
        }
    }

    @Test
    void noMoreIsDecodedThanAThumbnailNeeds() throws IOException {
        for (int side : new int[] {99, 200, 201, 399, 400, 401}) {
            BufferedImage decoded = ImageScaler.decode(
                    picture("png", side, side, BufferedImage.TYPE_INT_RGB),
                    new MediaType("image/png"),
                    null,
                    100,
                    MAX_PIXELS);
            assertThat(decoded.getWidth()).isBetween(Math.min(100, side), 200);
        }
    }

    /** A scan costs a way over the whole picture, and some sixty bytes. */
    @Test
    void aPictureOfManyScansIsRefused() throws IOException {
        byte[] picture = progressive(100, 100);
        int scan = new String(picture, ISO_8859_1).lastIndexOf("\u00ff\u00da");
        ByteArrayOutputStream repeated = new ByteArrayOutputStream();
        repeated.write(picture, 0, scan);
        for (int i = 0; i < 100; i++) {
            repeated.write(picture, scan, picture.length - 2 - scan);
        }
        repeated.write(picture, picture.length - 2, 2);
        refuses(stored(repeated.toByteArray(), "image/jpeg"));
    }

    /** The second answer comes although the content has gone: it was not looked at again. */
    @Test
    void aPictureThatCannotBeReadIsTriedOnce() throws IOException {
        StoredFile file = stored("no picture".getBytes(ISO_8859_1), "image/png");
        refuses(file);
        contents.delete(file.id());
        refuses(file);
    }

    @Test
    void oneThatCouldNotBeFetchedIsTriedAgain() throws IOException {
        byte[] picture = picture("png", 10, 10, BufferedImage.TYPE_INT_RGB);
        StoredFile file = stored(picture, "image/png");
        contents.delete(file.id());
        Refusals.assertRefused(ErrorCode.FILE_NOT_FOUND, () -> thumbnails.of(file, 100));
        contents.store(file.id(), new ByteArrayInputStream(picture));
        assertThat(shown(thumbnails.of(file, 100)).getWidth()).isEqualTo(10);
    }

    @Test
    void itIsMadeOnceForAllWhoAsk() throws IOException {
        StoredFile file = stored(picture("jpeg", 900, 900, BufferedImage.TYPE_INT_RGB), "image/jpeg");
        List<Thumbnail> made = Parallel.call(50, i -> thumbnails.of(file, 100));
        assertThat(made).allSatisfy(one -> assertThat(one).isSameAs(made.getFirst()));
    }
}
