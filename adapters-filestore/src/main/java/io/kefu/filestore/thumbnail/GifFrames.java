package io.kefu.filestore.thumbnail;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Finds the position of the first frame of a GIF on its logical screen (GIF89a). */
final class GifFrames {
    private static final int SCREEN = 6;
    private static final int SCREEN_FLAGS = 10;
    private static final int HEADER = 13;
    private static final int HAS_COLOURS = 0x80;
    private static final int COLOURS = 7;
    private static final int EXTENSION = 0x21;
    private static final int FRAME = 0x2c;
    private static final int FRAME_HEADER = 9;

    private GifFrames() {}

    /** The screen and the position of the frame on it; null if the frame fills the screen or there is no frame. */
    static PictureLayout.@Nullable Canvas first(byte[] gif) {
        if (gif.length < HEADER) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.wrap(gif).order(ByteOrder.LITTLE_ENDIAN);
        int at = HEADER + colours(gif[SCREEN_FLAGS]);
        while (at + 2 < gif.length && gif[at] == EXTENSION) {
            at = endOfBlocks(gif, at + 2);
        }
        if (at + FRAME_HEADER >= gif.length || gif[at] != FRAME) {
            return null;
        }
        int screenWidth = Short.toUnsignedInt(bytes.getShort(SCREEN));
        int screenHeight = Short.toUnsignedInt(bytes.getShort(SCREEN + 2));
        int x = Short.toUnsignedInt(bytes.getShort(at + 1));
        int y = Short.toUnsignedInt(bytes.getShort(at + 3));
        int width = Short.toUnsignedInt(bytes.getShort(at + 5));
        int height = Short.toUnsignedInt(bytes.getShort(at + 7));
        PictureLayout.Canvas canvas = PictureLayout.Canvas.around(screenWidth, screenHeight, x, y, width, height);
        return canvas.width() == width && canvas.height() == height ? null : canvas;
    }

    private static int colours(byte flags) {
        return (flags & HAS_COLOURS) == 0 ? 0 : 3 << ((flags & COLOURS) + 1);
    }

    /** The position after the empty block that ends an extension. */
    private static int endOfBlocks(byte[] gif, int from) {
        int at = from;
        while (at < gif.length && gif[at] != 0) {
            at += 1 + Byte.toUnsignedInt(gif[at]);
        }
        return at + 1;
    }
}
