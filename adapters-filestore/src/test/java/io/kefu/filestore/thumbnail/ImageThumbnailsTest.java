package io.kefu.filestore.thumbnail;

import static io.kefu.filestore.thumbnail.Pictures.picture;
import static io.kefu.filestore.thumbnail.Pictures.progressive;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.application.file.port.Thumbnails.Thumbnail;
import io.kefu.application.testing.Parallel;
import io.kefu.application.testing.Refusals;
import io.kefu.domain.error.ErrorCode;
import io.kefu.domain.file.MediaType;
import io.kefu.domain.file.StoredFile;
import io.kefu.filestore.testing.Media;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class ImageThumbnailsTest extends ThumbnailFixture {
    @Test
    void longestSideHasTheRequestedSize() throws IOException {
        for (String format : new String[] {"jpeg", "png", "gif", "bmp"}) {
            BufferedImage small = shown(thumbnails.of(
                    stored(picture(format, 900, 300, BufferedImage.TYPE_INT_RGB), "image/" + format), 90));
            assertThat(small.getWidth()).as(format).isEqualTo(90);
            assertThat(small.getHeight()).as(format).isBetween(29, 31);
            assertThat(new Color(small.getRGB(10, 15)).getRed()).as(format).isGreaterThan(200);
            assertThat(new Color(small.getRGB(80, 15)).getBlue()).as(format).isGreaterThan(200);
        }
    }

    /** The picture is one white pixel, because the JDK cannot write WebP. */
    @Test
    void readsWebP() throws IOException {
        byte[] pixel = Base64.getDecoder().decode("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==");
        BufferedImage small = shown(thumbnails.of(stored(pixel, "image/webp"), 90));
        assertThat(List.of(small.getWidth(), small.getHeight())).isEqualTo(List.of(1, 1));
    }

    @Test
    void smallPictureKeepsItsSizeAndThinPictureKeepsOneLine() throws IOException {
        BufferedImage same =
                shown(thumbnails.of(stored(picture("png", 30, 20, BufferedImage.TYPE_INT_ARGB), "image/png"), 320));
        assertThat(List.of(same.getWidth(), same.getHeight())).isEqualTo(List.of(30, 20));
        BufferedImage thin =
                shown(thumbnails.of(stored(picture("png", 20_000, 1, BufferedImage.TYPE_INT_RGB), "image/png"), 50));
        assertThat(thin.getWidth()).isBetween(49, 50);
        assertThat(thin.getHeight()).isEqualTo(1);
    }

    /** Pictures of 12 megapixels, as phones take them, with the default limits. */
    @Test
    void readsPicturesOfPhonesInAllCodings() throws IOException {
        try (ImageThumbnails withDefaults = new ImageThumbnails(contents, 40_000_000, 1_000_000, 2);
                InputStream lossy = new GZIPInputStream(new ByteArrayInputStream(Media.read("phone-lossy.webp.gz")))) {
            Map<String, byte[]> pictures = Map.of(
                    "image/jpeg", progressive(4_032, 3_024),
                    "image/webp", Media.read("phone-lossless.webp"),
                    "image/webp; lossy", lossy.readAllBytes());
            for (Map.Entry<String, byte[]> picture : pictures.entrySet()) {
                String type = picture.getKey().split(";", 2)[0];
                BufferedImage small = shown(withDefaults.of(stored(picture.getValue(), type), 320));
                assertThat(List.of(small.getWidth(), small.getHeight()))
                        .as(picture.getKey())
                        .isEqualTo(List.of(320, 240));
            }
        }
    }

    @Test
    void decodesAtMostTwiceTheRequestedSize() throws IOException {
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

    @Test
    void refusesLargeDamagedAndOtherFiles() throws IOException {
        assertRefused(stored(picture("png", 1_001, 1_000, BufferedImage.TYPE_BYTE_BINARY), "image/png"));
        assertRefused(stored(picture("png", 30_001, 1, BufferedImage.TYPE_BYTE_BINARY), "image/png"));
        byte[] broken = picture("png", 100, 100, BufferedImage.TYPE_INT_RGB);
        assertRefused(stored(Arrays.copyOf(broken, broken.length / 2), "image/png"));
        assertRefused(stored("no picture".getBytes(ISO_8859_1), "image/jpeg"));
        assertRefused(stored("text".getBytes(ISO_8859_1), "text/plain"));
        assertRefused(stored("<svg/>".getBytes(ISO_8859_1), "image/svg+xml"));
    }

    /** The JDK's reader would decode the inner picture without checking its size. */
    @Test
    void refusesBitmapThatContainsAnotherPicture() throws IOException {
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
            assertRefused(stored(bitmap.array(), "image/bmp"));
        }
    }

    /** The second call is refused in the same way although the content was deleted. */
    @Test
    void refusalOfAnUnreadablePictureIsCached() throws IOException {
        StoredFile file = stored("no picture".getBytes(ISO_8859_1), "image/png");
        assertRefused(file);
        contents.delete(file.id());
        assertRefused(file);
    }

    @Test
    void missingContentIsReadAgainByTheNextCall() throws IOException {
        byte[] picture = picture("png", 10, 10, BufferedImage.TYPE_INT_RGB);
        StoredFile file = stored(picture, "image/png");
        contents.delete(file.id());
        Refusals.assertRefused(ErrorCode.FILE_NOT_FOUND, () -> thumbnails.of(file, 100));
        contents.store(file.id(), new ByteArrayInputStream(picture));
        assertThat(shown(thumbnails.of(file, 100)).getWidth()).isEqualTo(10);
    }

    @Test
    void concurrentCallsShareOneCreation() throws IOException {
        StoredFile file = stored(picture("jpeg", 900, 900, BufferedImage.TYPE_INT_RGB), "image/jpeg");
        List<Thumbnail> made = Parallel.call(50, i -> thumbnails.of(file, 100));
        assertThat(made).allSatisfy(one -> assertThat(one).isSameAs(made.getFirst()));
    }
}
