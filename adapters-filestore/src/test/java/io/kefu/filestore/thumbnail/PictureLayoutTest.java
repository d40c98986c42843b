package io.kefu.filestore.thumbnail;

import static io.kefu.filestore.thumbnail.Pictures.canvas;
import static io.kefu.filestore.thumbnail.Pictures.joined;
import static io.kefu.filestore.thumbnail.Pictures.picture;
import static io.kefu.filestore.thumbnail.Pictures.progressive;
import static io.kefu.filestore.thumbnail.Pictures.webp;
import static io.kefu.filestore.thumbnail.Pictures.webpChunk;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.kefu.domain.file.MediaType;
import io.kefu.filestore.testing.Media;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class PictureLayoutTest extends ThumbnailFixture {
    @Test
    void computesTheMemoryOfPicturesThatAreDecodedAsAWhole() throws IOException {
        assertThat(PictureLayout.of(picture("jpeg", 400, 300, BufferedImage.TYPE_INT_RGB), new MediaType("image/jpeg"))
                        .wholeBytes())
                .isZero();
        // The JDK halves the colour resolution in both directions: 1.5 coefficients of two bytes for each pixel.
        assertThat(PictureLayout.of(progressive(4_032, 3_024), new MediaType("image/jpeg"))
                        .wholeBytes())
                .isEqualTo(4_032L * 3_024 * 3);
        byte[] webp = Media.read("phone-lossless.webp");
        assertThat(PictureLayout.of(webp, new MediaType("image/webp")).wholeBytes())
                .isEqualTo(4_032L * 3_024 * 10);
        // 16 megapixels of the format that needs most memory fit into the shared memory once.
        assertThat(16_000_000L * WebPChunks.LOSSY_BYTES).isBetween(280_000_000L, 560_000_000L);
        assertThat(ImageThumbnails.decoderBytes(40_000_000, 2))
                .isLessThanOrEqualTo(560_000_000)
                .isLessThanOrEqualTo(Runtime.getRuntime().maxMemory() / 2);
    }

    /** Decoders keep the coefficients of separately scanned components like those of progressive scans. */
    @Test
    void jpegWithSeparateScansOfComponentsIsDecodedAsAWhole() throws IOException {
        byte[] jpeg = picture("jpeg", 40, 40, BufferedImage.TYPE_INT_RGB);
        int scan = new String(jpeg, ISO_8859_1).indexOf("\u00ff\u00da");
        assertThat(jpeg[scan + 4]).isEqualTo((byte) 3);
        jpeg[scan + 4] = 1;
        assertThat(JpegMarkers.layout(jpeg).wholePixels()).isEqualTo(40 * 40);
    }

    /** These pictures are decoded as a whole, so the memory depends on their own size. */
    @Test
    void webPAndProgressiveJpegMayHaveTwoFifthsOfThePixels() throws IOException {
        byte[] allowed = Base64.getDecoder().decode("UklGRiIAAABXRUJQVlA4TBYAAAAv88F8EChggQrS/wIAAAAAAAAAAAAA");
        assertThat(shown(thumbnails.of(stored(allowed, "image/webp"), 100)).getWidth())
                .isEqualTo(100);
        byte[] bomb = allowed.clone();
        // 801 by 500 pixels instead of 500 by 500.
        ByteBuffer.wrap(bomb).order(ByteOrder.LITTLE_ENDIAN).putInt(21, 800 | 499 << 14);
        assertRefused(stored(bomb, "image/webp"));
        assertThat(shown(thumbnails.of(stored(progressive(800, 500), "image/jpeg"), 100))
                        .getWidth())
                .isEqualTo(100);
        assertRefused(stored(progressive(801, 500), "image/jpeg"));
    }

    /** The decoder reserves memory for the largest size, even if the canvas is small. */
    @Test
    void largestSizeInAWebPCounts() throws IOException {
        byte[] huge = ByteBuffer.allocate(20)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 0x2f)
                .putInt(16_382 | 16_382 << 14)
                .array();
        assertRefused(stored(webp(canvas(0, 10, 10), webpChunk("VP8L", huge)), "image/webp"));
        byte[] lossy = ByteBuffer.allocate(20)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(6, (short) 16_383)
                .putShort(8, (short) 16_383)
                .array();
        assertRefused(stored(webp(canvas(0, 10, 10), webpChunk("VP8 ", lossy)), "image/webp"));
        byte[] frames = {};
        for (int i = 0; i < 5_000; i++) {
            frames = webpChunk("ANMF", joined(new byte[16], frames));
            if (frames.length > 100_000) {
                break;
            }
        }
        assertThat(PictureLayout.of(webp(canvas(2, 10, 10), frames), new MediaType("image/webp"))
                        .wholePixels())
                .as("frames within frames are not read")
                .isEqualTo(100);
    }

    /** A scan of about sixty bytes makes the decoder process the whole picture once more. */
    @Test
    void refusesJpegOfManyScans() throws IOException {
        byte[] picture = progressive(100, 100);
        int scan = new String(picture, ISO_8859_1).lastIndexOf("\u00ff\u00da");
        ByteArrayOutputStream repeated = new ByteArrayOutputStream();
        repeated.write(picture, 0, scan);
        for (int i = 0; i < 100; i++) {
            repeated.write(picture, scan, picture.length - 2 - scan);
        }
        repeated.write(picture, picture.length - 2, 2);
        assertRefused(stored(repeated.toByteArray(), "image/jpeg"));
    }
}
