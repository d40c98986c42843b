package io.kefu.filestore.thumbnail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the chunks of a WebP (RFC 9649). The canvas, a frame and the coded picture each state their own size. The
 * decoder reserves memory for each of these sizes, so the largest one counts.
 */
final class WebPChunks {
    /** The bytes that the decoder needs for a pixel of a lossy picture, measured with 12 megapixels, plus a reserve. */
    static final int LOSSY_BYTES = 28;

    /** The same for a lossless picture. */
    private static final int LOSSLESS_BYTES = 10;

    private static final int RIFF = 12;
    private static final int HEADER = 8;
    private static final int SIZE_14 = 0x3fff;
    private static final int SIZE_24 = 0xffffff;

    private final ByteBuffer bytes;
    private byte[] exif = {};
    private boolean isLossy;
    private long pixels;
    private int canvasWidth;
    private int canvasHeight;
    private PictureLayout.@Nullable Canvas canvas;

    private WebPChunks(byte[] webp) {
        this.bytes = ByteBuffer.wrap(webp).order(ByteOrder.LITTLE_ENDIAN);
    }

    static PictureLayout layout(byte[] webp) {
        WebPChunks chunks = new WebPChunks(webp);
        chunks.read(RIFF, webp.length, false);
        return new PictureLayout(
                Exif.orientation(chunks.exif),
                chunks.pixels * (chunks.isLossy ? LOSSY_BYTES : LOSSLESS_BYTES),
                chunks.pixels,
                1,
                chunks.canvas);
    }

    /** Reads the chunks of the file, or those of a frame. A frame cannot contain frames. */
    private void read(int from, int end, boolean isFrame) {
        long at = from;
        while (at + HEADER <= end) {
            String type = new String(bytes.array(), (int) at, 4, ISO_8859_1);
            long length = Integer.toUnsignedLong(bytes.getInt((int) at + 4));
            int content = (int) at + HEADER;
            chunk(type, content, (int) Math.min(content + length, end), isFrame);
            at = content + length + (length & 1);
        }
    }

    private void chunk(String type, int at, int end, boolean isFrame) {
        int length = end - at;
        switch (type) {
            case "VP8X" -> {
                if (length >= 10) {
                    canvasWidth = (bytes.getInt(at + 4) & SIZE_24) + 1;
                    canvasHeight = (bytes.getInt(at + 6) >>> 8) + 1;
                    size(canvasWidth, canvasHeight);
                }
            }
            case "VP8 " -> {
                isLossy = true;
                if (length >= 10) {
                    size(bytes.getShort(at + 6) & SIZE_14, bytes.getShort(at + 8) & SIZE_14);
                }
            }
            case "VP8L" -> {
                if (length >= 5) {
                    int sizes = bytes.getInt(at + 1);
                    size((sizes & SIZE_14) + 1, (sizes >> 14 & SIZE_14) + 1);
                }
            }
            case "ANMF" -> {
                if (!isFrame) {
                    frame(at, end);
                }
            }
            case "EXIF" -> exif = exif.length == 0 ? Arrays.copyOfRange(bytes.array(), at, end) : exif;
            default -> {
                // Other chunks, such as colour profiles and text, do not need decoder memory.
            }
        }
    }

    private void frame(int at, int end) {
        if (end - at < 16) {
            return;
        }
        int x = 2 * (bytes.getInt(at) & SIZE_24);
        int y = 2 * (bytes.getInt(at + 3) & SIZE_24);
        int width = (bytes.getInt(at + 6) & SIZE_24) + 1;
        int height = (bytes.getInt(at + 9) & SIZE_24) + 1;
        size(width, height);
        if (canvas == null && (width < canvasWidth || height < canvasHeight)) {
            canvas = PictureLayout.Canvas.around(canvasWidth, canvasHeight, x, y, width, height);
        }
        read(at + 16, end, true);
    }

    private void size(int width, int height) {
        pixels = Math.max(pixels, (long) width * height);
    }
}
