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
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
        refuses(stored(java.util.Arrays.copyOf(broken, broken.length / 2), "image/png"));
        refuses(stored("no picture".getBytes(ISO_8859_1), "image/jpeg"));
        refuses(stored("text".getBytes(ISO_8859_1), "text/plain"));
        refuses(stored("<svg/>".getBytes(ISO_8859_1), "image/svg+xml"));
    }

    /** They are decoded as a whole, and so cost memory by their own size. */
    @Test
    void webPAndProgressivePicturesMayHaveAQuarterOfThePixels() throws IOException {
        byte[] allowed = Base64.getDecoder().decode("UklGRiIAAABXRUJQVlA4TBYAAAAv88F8EChggQrS/wIAAAAAAAAAAAAA");
        byte[] bomb = Base64.getDecoder().decode("UklGRiIAAABXRUJQVlA4TBYAAAAv9MF8EChggQrS/wIAAAAAAAAAAAAA");
        assertThat(shown(thumbnails.of(stored(allowed, "image/webp"), 100)).getWidth())
                .isEqualTo(100);
        refuses(stored(bomb, "image/webp"));
        assertThat(shown(thumbnails.of(stored(progressive(500, 500), "image/jpeg"), 100))
                        .getWidth())
                .isEqualTo(100);
        refuses(stored(progressive(501, 500), "image/jpeg"));
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
